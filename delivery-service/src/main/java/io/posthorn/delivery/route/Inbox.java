// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import com.google.protobuf.ByteString;
import io.posthorn.contracts.notification.RejectedException;
import io.posthorn.contracts.notification.Rejection;
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
import io.posthorn.delivery.pending.Entries;
import io.posthorn.delivery.repeat.RepeatRule;
import io.posthorn.delivery.repeat.Repeats;
import io.posthorn.delivery.state.DeviceState;
import io.posthorn.delivery.state.FirstSeen;
import io.posthorn.delivery.state.PendingEntry;
import io.posthorn.delivery.state.StreamEnd;
import java.security.SecureRandom;
import java.util.function.Function;
import java.util.stream.Stream;

/** Applies a record of the inbox: from here on it is a message at a position of the user's stream. */
final class Inbox {

    private static final int SALT_BYTES = 16;

    private final DeliveryClasses classes;
    private final Repeats repeats;
    private final UserStreams streams;
    private final Ahead ahead;
    private final Backlog backlog;
    private final Sender sender;
    private final Facts facts;
    private final SecureRandom random = new SecureRandom();

    Inbox(
            DeliveryClasses classes,
            Repeats repeats,
            UserStreams streams,
            Ahead ahead,
            Backlog backlog,
            Sender sender,
            Facts facts) {
        this.classes = classes;
        this.repeats = repeats;
        this.streams = streams;
        this.ahead = ahead;
        this.backlog = backlog;
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
        if (record.getUser().isEmpty()) {
            broadcast(record, position, kind, now);
            return;
        }
        UserStream user = streams.of(record.getUser());
        if (kind.isTransient()) {
            passOn(user, message(record, position, user.end()), kind, now);
        } else {
            append(user, message(record, position, user.end()), kind, now);
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

    /** @param before the newest of the same chain */
    private Message message(InboxRecord record, Position position, StreamEnd before) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return Message.newBuilder()
                .setUser(record.getUser())
                .setPosition(position)
                .setPrevOwn(before.getPosition())
                .setOrdinal(before.getOrdinal() + 1)
                .setNotification(record.getNotification())
                .setOrigin(record.getOrigin())
                .setGroup(record.getGroup())
                .setSalt(ByteString.copyFrom(salt))
                .build();
    }

    private void append(UserStream user, Message message, DeliveryClass kind, long now) {
        backlog.firstSeen(user, message.getPosition());
        PendingEntry entry = Entries.of(message, kind, user.end());
        Position before = user.reach();
        boolean live = false;
        for (LiveConnection connection : user.connections()) {
            sender.offer(user, connection, entry, before, now);
            live |= sender.counts(connection);
        }
        backlog.append(user, entry, now);
        metAhead(user, message, kind, now);
        receipt(message, kind, live ? ReceiptState.RECEIPT_STATE_ROUTED : ReceiptState.RECEIPT_STATE_PENDING, now);
    }

    /** Costs facts and state by partitions, hints by gateways, nothing by users but a look at those who may have acked it. */
    private void broadcast(InboxRecord record, Position position, DeliveryClass kind, long now) {
        PendingEntry entry =
                Entries.of(message(record, position, backlog.broadcastEnd()), kind, backlog.broadcastEnd());
        int connections = sender.broadcast(entry, kind.isTransient(), now);
        if (!kind.isTransient()) {
            backlog.append(entry, now);
            mayHaveAcked()
                    .filter(user -> Positions.isAfter(position, user.state().getFirstSeen()))
                    .forEach(user -> metAhead(user, entry.getMessage(), kind, now));
        }
        if (connections > 0 && kind.receipts().covers(ReceiptState.RECEIPT_STATE_ROUTED)) {
            facts.receipt(Receipts.routed(entry.getMessage(), connections, now));
        }
    }

    private Stream<UserStream> mayHaveAcked() {
        return Stream.concat(
                streams.connected().stream(),
                ahead.users().stream()
                        .map(streams::of)
                        .filter(user -> user.connections().isEmpty()));
    }

    /** When the router runs again after an abort, acks and read markers may be met before their messages. */
    private void metAhead(UserStream user, Message message, DeliveryClass kind, long now) {
        metAhead(user, message, kind, ReceiptState.RECEIPT_STATE_DELIVERED, DeviceState::getCursor, now);
        metAhead(user, message, kind, ReceiptState.RECEIPT_STATE_READ, DeviceState::getRead, now);
    }

    private void metAhead(
            UserStream user,
            Message message,
            DeliveryClass kind,
            ReceiptState state,
            Function<DeviceState, Position> reached,
            long now) {
        if (kind.receipts().covers(state)) {
            user.state().getDevicesMap().forEach((name, device) -> {
                if (!Positions.isAfter(message.getPosition(), reached.apply(device))) {
                    facts.receipt(Receipts.ofDevice(user.user(), message, state, name, now));
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
}
