// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.writing;

import com.google.protobuf.InvalidProtocolBufferException;
import io.posthorn.contracts.notification.Rejection;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.retention.DeliveryClass;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.MessageRecord;
import io.posthorn.contracts.v1.Position;
import io.posthorn.history.tier.Bucket;
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

    /** @param detail names the field and the rule, never the content */
    record Park(Rejection reason, String detail, Optional<Position> position) implements Intake {}

    static Intake of(byte @Nullable [] value, Tiers tiers, int sliceRows) {
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
            case MESSAGE -> ofMessage(record.getMessage(), tiers, sliceRows);
            case PROGRESS -> ofMarker(record.getProgress().getUpTo());
            case RECORD_NOT_SET -> unusable(Rejection.UNPARSEABLE, "a MessageRecord of no kind that is known");
        };
    }

    private static Intake ofMarker(Position upTo) {
        return isPlace(upTo) ? new Pass(upTo) : unusable(Rejection.FAILED, "up_to is no position");
    }

    private static Intake ofMessage(Message message, Tiers tiers, int sliceRows) {
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
        if (message.getUser().isEmpty()) {
            return parked(Rejection.FAILED, "user is empty: broadcasts are not kept by this version", position);
        }
        if (message.getOrdinal() < 1 || (message.getOrdinal() - 1) / sliceRows > Integer.MAX_VALUE) {
            return unusable(Rejection.FAILED, "ordinal is not 1 or more");
        }
        Optional<DeliveryClass> found =
                tiers.classes().find(message.getNotification().getClassName());
        if (found.isEmpty()) {
            return parked(
                    Rejection.UNKNOWN_CLASS,
                    "class is unknown, configured are "
                            + String.join(", ", tiers.classes().names()),
                    position);
        }
        Bucket bucket = Bucket.of(position.getAppendedAt(), message.getOrdinal(), sliceRows);
        Optional<Tier> tier = tiers.of(found.get());
        return tier.isPresent() ? new Write(new NewRow(tier.get(), bucket, message)) : new Pass(position);
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
