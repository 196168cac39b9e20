// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PurposeTest {

    @Test
    void isTheParameterOrTheHeader() {
        assertThat(Purpose.of("complaint 17", null)).contains(new Purpose("complaint 17"));
        assertThat(Purpose.of(null, " complaint 17 ")).contains(new Purpose("complaint 17"));
        assertThat(Purpose.of("one", "other")).contains(new Purpose("one"));
    }

    @Test
    void isNeeded() {
        assertThat(Purpose.of(null, null)).isEmpty();
        assertThat(Purpose.of("", null)).isEmpty();
        assertThat(Purpose.of(" \t ", "header")).isEmpty();
    }

    @Test
    void isShort() {
        assertThat(Purpose.of("x".repeat(500), null)).isPresent();
        assertThat(Purpose.of("x".repeat(501), null)).isEmpty();
    }

    @Test
    void aReadIsRecordedUnderItsDayInUtc() {
        AuditRead read = read("auditor-1");

        assertThat(read.day()).isEqualTo(LocalDate.of(2026, 11, 30));
        assertThat(read.shard()).isBetween(0, AuditRead.SHARDS - 1);
    }

    @Test
    void oneBusyReaderFillsNotOnePartition() {
        assertThat(IntStream.range(0, 1_000)
                        .map(each -> read("auditor-1").shard())
                        .distinct())
                .hasSize(AuditRead.SHARDS);
    }

    private static AuditRead read(String reader) {
        return new AuditRead(
                Instant.parse("2026-11-30T23:59:59Z"),
                UUID.randomUUID(),
                reader,
                "s-1",
                "user-1",
                "complaint 17",
                "order=desc limit=50",
                3,
                "127.0.0.1");
    }
}
