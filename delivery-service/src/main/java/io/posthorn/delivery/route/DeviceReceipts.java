// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.RangeOutcome;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.contracts.v1.SkipReason;
import io.posthorn.delivery.connection.UserStream;
import io.posthorn.delivery.device.Skips;
import io.posthorn.delivery.fact.Facts;
import io.posthorn.delivery.fact.Receipts;
import io.posthorn.delivery.pending.Waiting;
import io.posthorn.delivery.state.ConnectionState;
import io.posthorn.delivery.state.DeviceState;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts on record what became of messages for one device: a receipt for each that waits here, for all others an order to history. */
final class DeviceReceipts {

    private final DeliveryClasses classes;
    private final Waiting waiting;
    private final Facts facts;

    DeviceReceipts(DeliveryClasses classes, Waiting waiting, Facts facts) {
        this.classes = classes;
        this.waiting = waiting;
        this.facts = facts;
    }

    /**
     * After one position, up to another.
     *
     * @param connection on which it was; without one only its device is set
     */
    record Range(ConnectionState connection, Position after, Position upTo) {}

    void delivered(UserStream user, Range range, long now) {
        each(user, range, message -> receipt(message, ReceiptState.RECEIPT_STATE_DELIVERED, range.connection, now));
        order(user, range, ReceiptState.RECEIPT_STATE_DELIVERED, null, now);
    }

    void read(UserStream user, Range range, long now) {
        each(user, range, message -> receipt(message, ReceiptState.RECEIPT_STATE_READ, range.connection, now));
        order(user, range, ReceiptState.RECEIPT_STATE_READ, null, now);
    }

    /** The device is never sent it, and no frame says so. Of broadcasts nothing is said for each user. */
    void passedOver(UserStream user, Range range, SkipReason reason, long now) {
        each(user, range, message -> {
            if (!message.getUser().isEmpty()) {
                skipped(message, reason, range.connection, now);
            }
        });
        order(user, range, ReceiptState.RECEIPT_STATE_SKIPPED, reason, now);
    }

    /** The device was told that it will not get it. */
    void skipped(Message message, SkipReason reason, ConnectionState connection, long now) {
        if (reason == SkipReason.SKIP_REASON_EXPIRED) {
            receipt(message, ReceiptState.RECEIPT_STATE_EXPIRED, connection, now);
        } else if (isTold(message, ReceiptState.RECEIPT_STATE_SKIPPED)) {
            facts.receipt(
                    Receipts.ofConnection(message, ReceiptState.RECEIPT_STATE_SKIPPED, connection, now).toBuilder()
                            .setReason(name(reason))
                            .build());
        }
    }

    private void receipt(Message message, ReceiptState state, ConnectionState connection, long now) {
        if (isTold(message, state)) {
            facts.receipt(Receipts.ofConnection(message, state, connection, now));
        }
    }

    private boolean isTold(Message message, ReceiptState state) {
        return classes.find(message.getNotification().getClassName())
                .filter(kind -> kind.receipts().covers(state))
                .isPresent();
    }

    /** Of the range, but for what the device was told that it will not get: that is on record. */
    private void each(UserStream user, Range range, Consumer<Message> use) {
        DeviceState device = device(user, range);
        waiting.forEachAfter(user.user(), range.after, user.state().getFirstSeen(), entry -> {
            Message message = entry.getMessage();
            boolean covered = !Positions.isAfter(message.getPosition(), range.upTo);
            if (covered && !Skips.isSkipped(device, message.getPosition())) {
                use.accept(message);
            }
            return covered;
        });
    }

    private static DeviceState device(UserStream user, Range range) {
        return user.state().getDevicesOrDefault(range.connection.getDevice(), DeviceState.getDefaultInstance());
    }

    /** What lies at or below the floor is history's, and so are its receipts. */
    private void order(UserStream user, Range range, ReceiptState state, @Nullable SkipReason reason, long now) {
        Position upTo = Positions.min(range.upTo, user.floor());
        if (!Positions.isAfter(upTo, range.after)) {
            return;
        }
        var outcome = RangeOutcome.newBuilder()
                .setUser(user.user())
                .setDevice(range.connection.getDevice())
                .setGateway(range.connection.getGateway())
                .setConnection(range.connection.getConnection())
                .setAfter(range.after)
                .setUpTo(upTo)
                .setBroadcastsAfter(reason == null ? user.state().getFirstSeen() : upTo)
                .setState(state)
                .addAllSkipped(device(user, range).getSkippedList())
                .setAt(now);
        facts.outcome(
                reason == null
                        ? outcome.build()
                        : outcome.setReason(name(reason)).build());
    }

    private static String name(SkipReason reason) {
        return reason.name().substring("SKIP_REASON_".length()).toLowerCase(Locale.ROOT);
    }
}
