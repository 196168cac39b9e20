// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.counting;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.MessageRecord;
import io.posthorn.contracts.v1.ProgressMarker;
import io.posthorn.contracts.v1.RangeOutcome;
import io.posthorn.history.TestMessages;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeptTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-12-01T00:00:00Z");

    @Test
    void countsOnTheDayOfItsAppend() {
        Kept before = kept(message("user-1", MIDNIGHT.minusMillis(1), "chat")).orElseThrow();
        Kept after = kept(message("user-1", MIDNIGHT, "chat")).orElseThrow();

        assertThat(before.cell()).isEqualTo(new Kept.Cell(LocalDate.of(2026, 11, 30), "chat", 3));
        assertThat(before.cell().month()).isEqualTo(202611);
        assertThat(after.cell()).isEqualTo(new Kept.Cell(LocalDate.of(2026, 12, 1), "chat", 3));
        assertThat(before.isCounted()).isTrue();
    }

    @Test
    void aBroadcastCountsOnOnePartition() {
        byte[] broadcast = record(message("", MIDNIGHT, "system"));

        assertThat(Kept.of(broadcast, 0, 7, DeliveryClasses.defaults()))
                .hasValueSatisfying(each -> assertThat(each.isCounted()).isTrue());
        assertThat(Kept.of(broadcast, 1, 7, DeliveryClasses.defaults()))
                .hasValueSatisfying(each -> assertThat(each.isCounted()).isFalse());
    }

    @Test
    void whatIsNotKeptIsNotCounted() {
        assertThat(kept(message("user-1", MIDNIGHT, "transient"))).isEmpty();
        assertThat(kept(message("user-1", MIDNIGHT, "no-such-class"))).isEmpty();
        assertThat(kept(message("user-1", Instant.EPOCH, "chat"))).isEmpty();
    }

    @Test
    void otherRecordsAreNotCounted() {
        assertThat(of(null)).isEmpty();
        assertThat(of("no record".getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(of(MessageRecord.getDefaultInstance().toByteArray())).isEmpty();
        assertThat(of(MessageRecord.newBuilder()
                        .setProgress(ProgressMarker.newBuilder().setUpTo(Positions.of(1, 2, 3)))
                        .build()
                        .toByteArray()))
                .isEmpty();
        assertThat(of(MessageRecord.newBuilder()
                        .setOutcome(RangeOutcome.newBuilder().setUser("user-1"))
                        .build()
                        .toByteArray()))
                .isEmpty();
    }

    private static Optional<Kept> kept(Message message) {
        return of(record(message));
    }

    private static Optional<Kept> of(byte @Nullable [] value) {
        return Kept.of(value, 3, 7, DeliveryClasses.defaults());
    }

    private static byte[] record(Message message) {
        return MessageRecord.newBuilder().setMessage(message).build().toByteArray();
    }

    private static Message message(String user, Instant appended, String className) {
        return new TestMessages(user).next(17, appended, className);
    }
}
