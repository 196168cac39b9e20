// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TierTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final Tier WEEK = new Tier(Duration.ofDays(7));
    private static final Tier FOREVER = new Tier(null);

    @ParameterizedTest
    @CsvSource({"P7D, 7d", "PT168H, 7d", "PT36H, 36h", "PT90M, 90m", "PT5S, 5s", "PT61S, 61s", "P365D, 365d"})
    void isNamedAfterTheLargestUnitThatFits(Duration retention, String name) {
        Tier tier = new Tier(retention);

        assertThat(tier.name()).isEqualTo(name);
        assertThat(tier.table()).isEqualTo("messages_" + name);
        assertThat(Tier.named(name)).contains(tier);
    }

    @Test
    void withoutEndIsForever() {
        assertThat(FOREVER.table()).isEqualTo("messages_forever");
        assertThat(Tier.named("forever")).contains(FOREVER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "d", "0d", "-7d", "7w", "7d; DROP", "999999999d", "99999999999999999999s"})
    void isNotFoundUnderAnotherName(String name) {
        assertThat(Tier.named(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.5S", "PT1.5S", "P7301D"})
    void refusesRetentionsThatCassandraCannotKeep(Duration retention) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tier(retention))
                .withMessageContaining(retention.toString())
                .withMessageContaining("allowed");
    }

    @Test
    void whatIsWrittenLateLivesOnlyForWhatIsLeft() {
        assertThat(WEEK.secondsLeft(NOW.toEpochMilli(), NOW)).hasValue(7 * 86_400);
        assertThat(WEEK.secondsLeft(NOW.minus(Duration.ofDays(6)).toEpochMilli(), NOW))
                .hasValue(86_400);
    }

    @Test
    void partsOfASecondAreRoundedUpSoThatNothingGoesEarly() {
        assertThat(WEEK.secondsLeft(NOW.minus(Duration.ofDays(7)).toEpochMilli() + 1, NOW))
                .hasValue(1);
    }

    @Test
    void whatHasOutlivedTheTierIsNotWritten() {
        assertThat(WEEK.secondsLeft(NOW.minus(Duration.ofDays(7)).toEpochMilli(), NOW))
                .isEmpty();
        assertThat(WEEK.secondsLeft(0, NOW)).isEmpty();
    }

    @Test
    void aClockAheadGivesNoLongerLife() {
        assertThat(WEEK.secondsLeft(NOW.plus(Duration.ofDays(1)).toEpochMilli(), NOW))
                .hasValue(7 * 86_400);
    }

    @Test
    void withoutEndIsZeroForCassandra() {
        assertThat(FOREVER.secondsLeft(0, NOW)).hasValue(0);
        assertThat(FOREVER.isGone(Instant.EPOCH, NOW)).isFalse();
    }

    @Test
    void isGoneAtTheEndOfTheRetentionAndNotBefore() {
        Instant end = NOW.minus(Duration.ofDays(7));

        assertThat(WEEK.isGone(end, NOW)).isTrue();
        assertThat(WEEK.isGone(end.plusMillis(1), NOW)).isFalse();
    }

    @Test
    void shortestComesFirst() {
        Tier day = new Tier(Duration.ofDays(1));

        assertThat(Stream.of(FOREVER, WEEK, day).sorted()).isEqualTo(List.of(day, WEEK, FOREVER));
    }
}
