// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.delivery.connection.UserStream;
import io.posthorn.delivery.connection.UserStreams;
import io.posthorn.delivery.fact.Facts;
import io.posthorn.delivery.fact.Receipts;
import io.posthorn.delivery.pending.Collapses;
import io.posthorn.delivery.pending.Entries;
import io.posthorn.delivery.pending.Pending;
import io.posthorn.delivery.pending.PendingBound;
import io.posthorn.delivery.pending.Release;
import io.posthorn.delivery.state.PendingEntry;
import io.posthorn.delivery.state.StreamEnd;
import java.util.ArrayList;
import java.util.List;

/** Lets entries leave the pending store, from a user's oldest on, and raises the user's floor. */
final class Releases {

    /** So that the thread is soon back at what is live. */
    private static final int AT_ONCE = 500;

    private final UserStreams streams;
    private final Pending pending;
    private final Collapses collapses;
    private final DeliveryClasses classes;
    private final Facts facts;
    private final PendingBound bound;

    Releases(
            UserStreams streams,
            Pending pending,
            Collapses collapses,
            DeliveryClasses classes,
            Facts facts,
            PendingBound bound) {
        this.streams = streams;
        this.pending = pending;
        this.collapses = collapses;
        this.classes = classes;
        this.facts = facts;
        this.bound = bound;
    }

    /** @return whether more may leave at once */
    boolean release(UserStream user, Position persisted, long now) {
        List<PendingEntry> leaving = new ArrayList<>();
        StreamEnd[] floor = {user.state().getFloor()};
        pending.forEachAfter(user.user(), floor[0].getPosition(), entry -> {
            Release release = Release.of(entry, user.state(), persisted, floor[0], user.end(), bound, now);
            if (release == Release.KEEP
                    || release == Release.EXPIRED
                            && user.isInFlight(entry.getMessage().getPosition())) {
                return false;
            }
            if (release == Release.EXPIRED) {
                expired(user, entry, now);
            }
            floor[0] = Entries.end(entry);
            leaving.add(entry);
            return leaving.size() < AT_ONCE;
        });
        if (!leaving.isEmpty()) {
            leaving.forEach(entry -> {
                pending.remove(entry);
                collapses.left(entry);
            });
            streams.save(user, user.state().toBuilder().setFloor(floor[0]).build());
        }
        return leaving.size() == AT_ONCE;
    }

    /** For each device that does not have it, or once for a user without devices. */
    private void expired(UserStream user, PendingEntry entry, long now) {
        Message message = entry.getMessage();
        boolean told = classes.find(message.getNotification().getClassName())
                .filter(kind -> kind.receipts().covers(ReceiptState.RECEIPT_STATE_EXPIRED))
                .isPresent();
        if (!told) {
            return;
        }
        if (user.state().getDevicesCount() == 0) {
            facts.receipt(Receipts.ofUser(message, ReceiptState.RECEIPT_STATE_EXPIRED, now));
        }
        user.state().getDevicesMap().forEach((name, device) -> {
            if (Positions.isAfter(message.getPosition(), device.getCursor())) {
                facts.receipt(Receipts.ofDevice(user.user(), message, ReceiptState.RECEIPT_STATE_EXPIRED, name, now));
            }
        });
    }
}
