// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.receipt;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.PositionRange;
import io.posthorn.contracts.v1.RangeOutcome;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.history.tier.Owner;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What an outcome says of each row of its range. */
record RangeReceipts(RangeOutcome outcome) {

    /** Rows of one owner after a position, up to another. */
    record Range(Owner owner, Position after, Position upTo) {

        private boolean isEmpty() {
            return !Positions.isAfter(upTo, after);
        }
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

    /** Empty for what the device was told that it will not get: that is on record. */
    Optional<Receipt> of(Message row) {
        boolean skipped = outcome.getSkippedList().stream().anyMatch(range -> isIn(range, row.getPosition()));
        return skipped ? Optional.empty() : Optional.of(receipt(row));
    }

    private static boolean isIn(PositionRange range, Position position) {
        return Positions.isAfter(position, range.getAfter()) && !Positions.isAfter(position, range.getUpTo());
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
