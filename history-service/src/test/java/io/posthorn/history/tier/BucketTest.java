// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BucketTest {

    private static final int SLICE = 50_000;

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T10:00:00Z, 202611",
        "2026-11-30T23:59:59.999Z, 202611",
        "2026-12-01T00:00:00Z, 202612",
        "2026-12-31T23:59:59.999Z, 202612",
        "2027-01-01T00:00:00Z, 202701"
    })
    void monthIsThatOfTheAppendTimeInUtc(Instant appended, int month) {
        assertThat(Bucket.of(appended.toEpochMilli(), 1, SLICE).month()).isEqualTo(month);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "50000, 0", "50001, 1", "100000, 1", "100001, 2"})
    void aSliceHoldsNoMoreThanItsRows(long ordinal, int slice) {
        assertThat(Bucket.of(0, ordinal, SLICE).slice()).isEqualTo(slice);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void refusesOrdinalsThatCountNothing(long ordinal) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bucket.of(0, ordinal, SLICE))
                .withMessageContaining(Long.toString(ordinal));
    }

    @Test
    void beginsAndEndsWithItsMonth() {
        Bucket december = new Bucket(202612, 0);

        assertThat(december.start()).isEqualTo(Instant.parse("2026-12-01T00:00:00Z"));
        assertThat(december.end()).isEqualTo(Instant.parse("2027-01-01T00:00:00Z"));
    }

    @Test
    void forgedTimesHaveTheNearestMonth() {
        assertThat(Bucket.month(Instant.MIN)).isEqualTo(200001);
        assertThat(Bucket.month(Instant.MAX)).isEqualTo(999912);
        assertThat(Bucket.covers(0)).isFalse();
        assertThat(Bucket.covers(Long.MAX_VALUE)).isFalse();
        assertThat(Bucket.covers(Instant.parse("2026-11-20T10:00:00Z").toEpochMilli()))
                .isTrue();
    }
}
