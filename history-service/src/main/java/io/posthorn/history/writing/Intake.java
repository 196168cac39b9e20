// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.writing;

import com.google.protobuf.InvalidProtocolBufferException;
import io.posthorn.contracts.notification.Rejection;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.retention.DeliveryClass;
import io.posthorn.contracts.text.Text;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.MessageRecord;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.RangeOutcome;
import io.posthorn.history.tier.Bucket;
import io.posthorn.history.tier.Owner;
import io.posthorn.history.tier.Tier;
import io.posthorn.history.tier.Tiers;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is to be done with one record of {@code posthorn.messages}. */
sealed interface Intake {

    /** Up to where the watermark moves when it is done; empty when the record's own word cannot be trusted. */
    Optional<Position> position();

    record Write(NewRow row) implements Intake {
        @Override
        public Optional<Position> position() {
            return Optional.of(row.message().getPosition());
        }
    }

    /** Nothing to write: a marker, or of a class that is never stored. */
    record Pass(Position upTo) implements Intake {
        @Override
        public Optional<Position> position() {
            return Optional.of(upTo);
        }
    }

    /** What became of rows that are written by then. It says nothing of how far the partition is. */
    record Settle(RangeOutcome outcome) implements Intake {
        @Override
        public Optional<Position> position() {
            return Optional.empty();
        }
    }

    /** @param detail names the field and the rule, never the content */
    record Park(Rejection reason, String detail, Optional<Position> position) implements Intake {}

    /** @param partition that the record was read from */
    static Intake of(byte @Nullable [] value, int partition, Placement placement) {
        if (value == null) {
            return unusable(Rejection.UNPARSEABLE, "the value is absent");
        }
        MessageRecord record;
        try {
            record = MessageRecord.parseFrom(value);
        } catch (InvalidProtocolBufferException e) {
            return unusable(Rejection.UNPARSEABLE, "the value is no MessageRecord");
        }
        return switch (record.getRecordCase()) {
            case MESSAGE -> ofMessage(record.getMessage(), partition, placement);
            case PROGRESS -> ofMarker(record.getProgress().getUpTo());
            case OUTCOME -> ofOutcome(record.getOutcome());
            case RECORD_NOT_SET -> unusable(Rejection.UNPARSEABLE, "a MessageRecord of no kind that is known");
        };
    }

    private static Intake ofMarker(Position upTo) {
        return isPlace(upTo) ? new Pass(upTo) : unusable(Rejection.FAILED, "up_to is no position");
    }

    private static Intake ofOutcome(RangeOutcome outcome) {
        // One that Cassandra refuses as a key would be asked for without end.
        if (!Text.isId(outcome.getUser())) {
            return unusable(Rejection.FAILED, "outcome.user is no id");
        }
        return switch (outcome.getState()) {
            case RECEIPT_STATE_DELIVERED, RECEIPT_STATE_READ, RECEIPT_STATE_SKIPPED -> new Settle(outcome);
            default -> unusable(Rejection.FAILED, "outcome.state is none of delivered, read and skipped");
        };
    }

    private static Intake ofMessage(Message message, int partition, Placement placement) {
        Position position = message.getPosition();
        if (!isPlace(position)) {
            return unusable(Rejection.FAILED, "position is none");
        }
        if (!Bucket.covers(position.getAppendedAt())) {
            return unusable(Rejection.FAILED, "position.appended_at is not in the years 2000 to 9999");
        }
        if (!Positions.isAfter(position, message.getPrevOwn())) {
            return unusable(Rejection.FAILED, "prev_own is not before position");
        }
        if (!message.getUser().isEmpty() && !Owner.mayBeUser(message.getUser())) {
            return unusable(Rejection.FAILED, "user holds a space");
        }
        if (message.getOrdinal() < 1 || (message.getOrdinal() - 1) / placement.sliceRows() > Integer.MAX_VALUE) {
            return unusable(Rejection.FAILED, "ordinal is not 1 or more");
        }
        Tiers tiers = placement.tiers();
        Optional<DeliveryClass> found =
                tiers.classes().find(message.getNotification().getClassName());
        if (found.isEmpty()) {
            return parked(
                    Rejection.UNKNOWN_CLASS,
                    "class is unknown, configured are "
                            + String.join(", ", tiers.classes().names()),
                    position);
        }
        Bucket bucket = Bucket.of(position.getAppendedAt(), message.getOrdinal(), placement.sliceRows());
        Optional<Tier> tier = tiers.of(found.get());
        Owner owner = Owner.of(message, partition);
        return tier.isPresent() ? new Write(new NewRow(owner, tier.get(), bucket, message)) : new Pass(position);
    }

    private static boolean isPlace(Position position) {
        return position.getEra() >= 1 && position.getOffset() >= 0;
    }

    private static Intake unusable(Rejection reason, String detail) {
        return new Park(reason, detail, Optional.empty());
    }

    private static Intake parked(Rejection reason, String detail, Position position) {
        return new Park(reason, detail, Optional.of(position));
    }
}
