// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.counting;

import com.google.protobuf.InvalidProtocolBufferException;
import io.posthorn.contracts.retention.DeliveryClass;
import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.MessageRecord;
import io.posthorn.contracts.v1.Position;
import io.posthorn.history.tier.Bucket;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message that history keeps.
 *
 * @param offset of its record in the topic
 */
record Kept(Cell cell, Position position, boolean isBroadcast, long offset) {

    /** Broadcasts are on all partitions and counted on this one. */
    private static final int FIRST_PARTITION = 0;

    /** What is counted together. */
    record Cell(LocalDate day, String className, int partition) {

        int month() {
            return day.getYear() * 100 + day.getMonthValue();
        }
    }

    /** Empty for markers and outcomes, for what is never stored, and for what the writer parks. */
    static Optional<Kept> of(byte @Nullable [] value, int partition, long offset, DeliveryClasses classes) {
        return message(value)
                .filter(each -> Bucket.covers(each.getPosition().getAppendedAt()))
                .filter(each -> classes.find(each.getNotification().getClassName())
                        .filter(found -> !isTransient(found))
                        .isPresent())
                .map(each -> new Kept(
                        cell(each, partition),
                        each.getPosition(),
                        each.getUser().isEmpty(),
                        offset));
    }

    private static boolean isTransient(DeliveryClass found) {
        return found.isTransient();
    }

    private static Optional<Message> message(byte @Nullable [] value) {
        try {
            return Optional.ofNullable(value == null ? null : MessageRecord.parseFrom(value))
                    .filter(MessageRecord::hasMessage)
                    .map(MessageRecord::getMessage);
        } catch (InvalidProtocolBufferException parkedByTheWriter) {
            return Optional.empty();
        }
    }

    private static Cell cell(Message message, int partition) {
        LocalDate day = Instant.ofEpochMilli(message.getPosition().getAppendedAt())
                .atOffset(ZoneOffset.UTC)
                .toLocalDate();
        return new Cell(day, message.getNotification().getClassName(), partition);
    }

    boolean isCounted() {
        return !isBroadcast || cell.partition() == FIRST_PARTITION;
    }
}
