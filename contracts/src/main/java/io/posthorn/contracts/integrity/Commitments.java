// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.integrity;

import io.posthorn.contracts.notification.Times;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Origin;
import io.posthorn.contracts.v1.Position;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 over a message's salt and what it says. With the message one can check it; without the message and its salt it says
 * nothing, and whoever erased both has left nothing to guess at.
 *
 * <p>Hashed are fields, each as 4 bytes of length, big-endian, and that many bytes. Texts are UTF-8; numbers are decimal, without
 * sign or leading zeros; times and durations are ISO 8601 as exports show them; what a message has not is empty, length 0.
 *
 * <pre>
 * user      "posthorn.user.1"      salt  user
 * content   "posthorn.content.1"   salt  source  id  class  type  title  body  data's content type  data  ttl  collapseKey
 *                                  sentAt  group  ordinal  prevOwn: era  offset  appendedAt  origin: partition  offset
 * record    "posthorn.record.1"    key   value               what cannot be read, as it stands in the log; length ffffffff: null
 * </pre>
 *
 * <p>The salt and the data are raw bytes: a JSON text is hashed as it is stored, not parsed. An append time is in milliseconds
 * since the epoch. The user of a broadcast is empty. A prevOwn of era 0 is none: its three fields are empty; so are both of an
 * origin that is not there. A sentAt beyond the years 1 to 9999 is none.
 */
public final class Commitments {

    private Commitments() {}

    public static Hash user(Message message) {
        return new Fields("posthorn.user.1")
                .add(message.getSalt().toByteArray())
                .add(message.getUser())
                .hash();
    }

    public static Hash content(Message message) {
        Fields fields = new Fields("posthorn.content.1").add(message.getSalt().toByteArray());
        add(message.getNotification(), fields);
        fields.add(message.getGroup()).add(Long.toUnsignedString(message.getOrdinal()));
        add(message.getPrevOwn(), fields);
        Origin origin = message.getOrigin();
        fields.add(message.hasOrigin() ? Integer.toUnsignedString(origin.getPartition()) : "")
                .add(message.hasOrigin() ? Long.toUnsignedString(origin.getOffset()) : "");
        return fields.hash();
    }

    private static void add(Notification notification, Fields fields) {
        fields.add(notification.getSource())
                .add(notification.getId())
                .add(notification.getClassName())
                .add(notification.getType())
                .add(notification.getTitle())
                .add(notification.getBody())
                .add(notification.getData().getContentType())
                .add(notification.getData().getValue().toByteArray())
                .add(notification.hasTtl() ? Times.format(notification.getTtl()) : "")
                .add(notification.getCollapseKey())
                .add(sentAt(notification));
    }

    private static String sentAt(Notification notification) {
        return notification.hasSentAt() && Times.isValid(notification.getSentAt())
                ? Times.format(notification.getSentAt())
                : "";
    }

    private static void add(Position prevOwn, Fields fields) {
        boolean none = Positions.isStart(prevOwn);
        fields.add(none ? "" : Integer.toUnsignedString(prevOwn.getEra()))
                .add(none ? "" : Long.toUnsignedString(prevOwn.getOffset()))
                .add(none ? "" : Long.toString(prevOwn.getAppendedAt()));
    }

    /** Of what cannot be read. It has no salt, and no user. */
    static Hash record(byte @Nullable [] key, byte @Nullable [] value) {
        return new Fields("posthorn.record.1").add(key).add(value).hash();
    }
}
