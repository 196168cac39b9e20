// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.receipt;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.RangeOutcome;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.history.tier.Lifetimes;
import io.posthorn.history.tier.Owner;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What an outcome says of each row of its range. */
record RangeReceipts(RangeOutcome outcome, Lifetimes atConnect) {

    /** Rows of one owner after a position, up to another. */
    record Range(Owner owner, Position after, Position upTo) {

        private boolean isEmpty() {
            return !Positions.isAfter(upTo, after);
        }
    }

    static RangeReceipts of(RangeOutcome outcome, DeliveryClasses classes) {
        return new RangeReceipts(outcome, new Lifetimes(classes, Instant.ofEpochMilli(outcome.getConnectedAt())));
    }

    /**
     * Where its rows are; none when there cannot be any.
     *
     * @param partition of the user
     */
    List<Range> ranges(int partition) {
        Position upTo = outcome.getUpTo();
        Position known = Positions.max(outcome.getAfter(), outcome.getBroadcastsAfter());
        return Stream.of(
                        new Range(Owner.user(outcome.getUser()), outcome.getAfter(), upTo),
                        new Range(Owner.everyoneOn(partition), known, upTo))
                .filter(range -> !range.isEmpty())
                .toList();
    }

    /** Empty for what the device cannot have got, since it waited no longer when the device came. */
    Optional<Receipt> of(Message row) {
        return cameTooLateFor(row) ? Optional.empty() : Optional.of(receipt(row));
    }

    /** What nobody gets any more is skipped all the same: without a receipt nothing would tell of it. */
    private boolean cameTooLateFor(Message row) {
        return outcome.getState() != ReceiptState.RECEIPT_STATE_SKIPPED
                && outcome.getConnectedAt() != 0
                && atConnect.isOver(row);
    }

    private Receipt receipt(Message row) {
        Notification notification = row.getNotification();
        return Receipt.newBuilder()
                .setSource(notification.getSource())
                .setId(notification.getId())
                .setState(outcome.getState())
                .setUser(outcome.getUser())
                .setPosition(row.getPosition())
                .setDevice(outcome.getDevice())
                .setGateway(outcome.getGateway())
                .setConnection(outcome.getConnection())
                .setClassName(notification.getClassName())
                .setReason(outcome.getReason())
                .setAt(outcome.getAt())
                .build();
    }
}
