// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import com.google.protobuf.ByteString;
import io.posthorn.contracts.notification.RejectedException;
import io.posthorn.contracts.notification.Rejection;
import io.posthorn.contracts.notification.Times;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.retention.DeliveryClass;
import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.contracts.v1.InboxRecord;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.delivery.connection.LiveConnection;
import io.posthorn.delivery.connection.UserStream;
import io.posthorn.delivery.connection.UserStreams;
import io.posthorn.delivery.fact.Facts;
import io.posthorn.delivery.fact.Receipts;
import io.posthorn.delivery.pending.Pending;
import io.posthorn.delivery.repeat.RepeatRule;
import io.posthorn.delivery.repeat.Repeats;
import io.posthorn.delivery.state.FirstSeen;
import io.posthorn.delivery.state.PendingEntry;
import java.security.SecureRandom;
import java.time.Instant;

/** Applies a record of the inbox: from here on it is a message at a position of the user's stream. */
final class Inbox {

    private static final int SALT_BYTES = 16;

    private final DeliveryClasses classes;
    private final Repeats repeats;
    private final UserStreams streams;
    private final Pending pending;
    private final Sender sender;
    private final Facts facts;
    private final SecureRandom random = new SecureRandom();

    Inbox(DeliveryClasses classes, Repeats repeats, UserStreams streams, Pending pending, Sender sender, Facts facts) {
        this.classes = classes;
        this.repeats = repeats;
        this.streams = streams;
        this.pending = pending;
        this.sender = sender;
        this.facts = facts;
    }

    /** @throws RejectedException its class is no longer configured */
    void apply(InboxRecord record, Position position, long now) throws RejectedException {
        Notification notification = record.getNotification();
        DeliveryClass kind = classes.find(notification.getClassName())
                .orElseThrow(() -> new RejectedException(Rejection.UNKNOWN_CLASS, "class is not configured"));
        if (isRepeat(record, position, kind, now)) {
            return;
        }
        UserStream user = streams.of(record.getUser());
        if (kind.isTransient()) {
            passOn(user, message(record, position, user), kind, now);
        } else {
            append(user, message(record, position, user), kind, now);
        }
    }

    private boolean isRepeat(InboxRecord record, Position position, DeliveryClass kind, long now) {
        Notification notification = record.getNotification();
        FirstSeen seen = repeats.find(
                record.getUser(), notification.getSource(), notification.getId(), position.getAppendedAt());
        RepeatRule repeat = RepeatRule.judge(seen, record.getOrigin());
        if (seen != null && repeat == RepeatRule.DUPLICATE) {
            facts.receipt(Receipts.duplicate(record.getUser(), seen.getPosition(), notification, now));
        }
        if (repeat == RepeatRule.FIRST) {
            repeats.remember(
                    record.getUser(),
                    notification.getSource(),
                    notification.getId(),
                    position.getAppendedAt(),
                    FirstSeen.newBuilder()
                            .setPosition(position)
                            .setOrigin(record.getOrigin())
                            .build());
        }
        return repeat != RepeatRule.FIRST;
    }

    private Message message(InboxRecord record, Position position, UserStream user) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return Message.newBuilder()
                .setUser(record.getUser())
                .setPosition(position)
                .setPrevOwn(user.end().getPosition())
                .setOrdinal(user.end().getOrdinal() + 1)
                .setNotification(record.getNotification())
                .setOrigin(record.getOrigin())
                .setGroup(record.getGroup())
                .setSalt(ByteString.copyFrom(salt))
                .build();
    }

    private void append(UserStream user, Message message, DeliveryClass kind, long now) {
        PendingEntry entry = PendingEntry.newBuilder()
                .setMessage(message)
                .setExpiresAt(expiry(message, kind))
                .setCritical(kind.critical())
                .build();
        pending.add(entry);
        user.appended(message.getPosition(), message.getOrdinal());
        facts.message(message);
        boolean live = false;
        for (LiveConnection connection : user.connections()) {
            sender.offer(user, connection, entry, now);
            live |= sender.counts(connection);
        }
        ackedAhead(user, message, kind, now);
        receipt(message, kind, live ? ReceiptState.RECEIPT_STATE_ROUTED : ReceiptState.RECEIPT_STATE_PENDING, now);
    }

    /** When the router runs again after an abort, acks may be met before their messages. */
    private void ackedAhead(UserStream user, Message message, DeliveryClass kind, long now) {
        if (kind.receipts().covers(ReceiptState.RECEIPT_STATE_DELIVERED)) {
            user.state().getDevicesMap().forEach((name, device) -> {
                if (!Positions.isAfter(message.getPosition(), device.getCursor())) {
                    facts.receipt(Receipts.ofDevice(message, ReceiptState.RECEIPT_STATE_DELIVERED, name, now));
                }
            });
        }
    }

    private void passOn(UserStream user, Message message, DeliveryClass kind, long now) {
        boolean taken = false;
        for (LiveConnection connection : user.connections()) {
            taken |= sender.offerTransient(user, connection, message, now);
        }
        if (taken) {
            receipt(message, kind, ReceiptState.RECEIPT_STATE_ROUTED, now);
        }
    }

    private void receipt(Message message, DeliveryClass kind, ReceiptState state, long now) {
        if (kind.receipts().covers(state)) {
            facts.receipt(Receipts.ofUser(message, state, now));
        }
    }

    /** Milliseconds since the epoch; 0: without end. */
    private static long expiry(Message message, DeliveryClass kind) {
        Notification notification = message.getNotification();
        Instant appended = Instant.ofEpochMilli(message.getPosition().getAppendedAt());
        Instant expiry = kind.critical()
                ? kind.retention() == null ? Instant.MAX : appended.plus(kind.retention())
                : kind.expiry(appended, notification.hasTtl() ? Times.toJava(notification.getTtl()) : null);
        return expiry.equals(Instant.MAX) ? 0 : expiry.toEpochMilli();
    }
}
