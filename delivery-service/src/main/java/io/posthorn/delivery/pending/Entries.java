// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.pending;

import io.posthorn.contracts.notification.Times;
import io.posthorn.contracts.retention.DeliveryClass;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.delivery.state.PendingEntry;
import io.posthorn.delivery.state.StreamEnd;
import java.time.Instant;

/** What is kept of a message that waits. */
public final class Entries {

    private Entries() {}

    /** @param before the end of its stream before it */
    public static PendingEntry of(Message message, DeliveryClass kind, StreamEnd before) {
        return PendingEntry.newBuilder()
                .setMessage(message)
                .setExpiresAt(expiry(message, kind))
                .setCritical(kind.critical())
                .setBytes(before.getBytes() + message.getSerializedSize())
                .build();
    }

    /** The end of its stream once it is there. */
    public static StreamEnd end(PendingEntry entry) {
        return StreamEnd.newBuilder()
                .setPosition(entry.getMessage().getPosition())
                .setOrdinal(entry.getMessage().getOrdinal())
                .setBytes(entry.getBytes())
                .build();
    }

    /** Without what only the device wants to know. */
    static PendingEntry shrunk(PendingEntry entry) {
        Notification notification = entry.getMessage().getNotification();
        var kept = notification.toBuilder().clearType().clearTitle().clearBody().clearData();
        return entry.toBuilder()
                .setMessage(entry.getMessage().toBuilder().setNotification(kept).clearSalt())
                .setShrunk(true)
                .build();
    }

    /** Its place in the chain, its identity and its class stay. */
    public static PendingEntry erased(PendingEntry entry) {
        PendingEntry shrunk = shrunk(entry);
        var kept = shrunk.getMessage().getNotification().toBuilder().clearCollapseKey();
        return shrunk.toBuilder()
                .setMessage(shrunk.getMessage().toBuilder().setNotification(kept))
                .setShrunk(false)
                .setErased(true)
                .build();
    }

    public static boolean isBroadcast(PendingEntry entry) {
        return entry.getMessage().getUser().isEmpty();
    }

    /** Milliseconds since the epoch; 0: without end. */
    private static long expiry(Message message, DeliveryClass kind) {
        if (kind.isTransient()) {
            return 0;
        }
        Notification notification = message.getNotification();
        Instant appended = Instant.ofEpochMilli(message.getPosition().getAppendedAt());
        Instant expiry = kind.critical()
                ? kind.retention() == null ? Instant.MAX : appended.plus(kind.retention())
                : kind.expiry(appended, notification.hasTtl() ? Times.toJava(notification.getTtl()) : null);
        return expiry.equals(Instant.MAX) ? 0 : expiry.toEpochMilli();
    }
}
