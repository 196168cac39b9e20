// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryClassTest {

    private static final Instant APPENDED = Instant.parse("2026-11-20T10:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration DAY = Duration.ofDays(1);

    @ParameterizedTest
    @ValueSource(strings = {"chat", "a", "group-chat", "tier2", "abcdefghijklmnopqrstuvwxyz123456"})
    void hasAPlainName(String name) {
        assertThat(new DeliveryClass(name, WEEK, null, ReceiptLevel.ALL, false).name())
                .isEqualTo(name);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "Chat", "2tier", "-chat", "chat room", "chät", "chat\n", "abcdefghijklmnopqrstuvwxyz1234567"
            })
    void hasNoOtherName(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeliveryClass(name, WEEK, null, ReceiptLevel.ALL, false))
                .withMessage("class %s: name is %s, allowed: a to z, 0 to 9 and -, at most 32".formatted(name, name));
    }

    @Test
    void isNotKeptForLessThanNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kept(Duration.ofNanos(-1), null))
                .withMessage("class chat: retention is PT-0.000000001S, allowed: 0 or more");
    }

    @Test
    void waitsForMoreThanNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kept(WEEK, Duration.ZERO))
                .withMessage("class chat: offline is PT0S, allowed: more than 0");
        assertThatIllegalArgumentException().isThrownBy(() -> kept(null, Duration.ofSeconds(-1)));
    }

    @Test
    void doesNotWaitLongerThanItIsKept() {
        assertThat(kept(WEEK, WEEK).offline()).isEqualTo(WEEK);
        assertThat(kept(null, Duration.ofDays(10_000)).offline()).hasDays(10_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kept(WEEK, WEEK.plusMillis(1)))
                .withMessage("class chat: offline is PT168H0.001S, allowed: at most the retention");
        assertThatIllegalArgumentException().isThrownBy(() -> kept(Duration.ZERO, DAY));
    }

    @Test
    void isNotCriticalWhenNothingOfItIsStored() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeliveryClass("alarm", Duration.ZERO, null, ReceiptLevel.ALL, true))
                .withMessage("class alarm: critical is true, allowed: a class that is stored");
        assertThat(new DeliveryClass("alarm", null, null, ReceiptLevel.ALL, true).critical())
                .isTrue();
    }

    @Test
    void writesAllReceiptsUnlessToldOtherwise() {
        @Nullable ReceiptLevel notConfigured = null;

        assertThat(new DeliveryClass("chat", WEEK, null, notConfigured, false).receipts())
                .isEqualTo(ReceiptLevel.ALL);
    }

    @Test
    void isTransientWhenItIsNeverStored() {
        assertThat(kept(Duration.ZERO, null).isTransient()).isTrue();
        assertThat(kept(Duration.ofNanos(1), null).isTransient()).isFalse();
        assertThat(kept(null, null).isTransient()).isFalse();
    }

    @Test
    void waitsAsLongAsItIsKeptOrAsItsOfflineTimeOrAsTheTtlWhateverEndsFirst() {
        assertThat(kept(WEEK, null).expiry(APPENDED, null)).isEqualTo(APPENDED.plus(WEEK));
        assertThat(kept(WEEK, DAY).expiry(APPENDED, null)).isEqualTo(APPENDED.plus(DAY));
        assertThat(kept(WEEK, DAY).expiry(APPENDED, Duration.ofHours(1))).isEqualTo(APPENDED.plusSeconds(3_600));
        assertThat(kept(WEEK, null).expiry(APPENDED, DAY)).isEqualTo(APPENDED.plus(DAY));
        assertThat(kept(null, null).expiry(APPENDED, DAY)).isEqualTo(APPENDED.plus(DAY));
        assertThat(kept(null, DAY).expiry(APPENDED, null)).isEqualTo(APPENDED.plus(DAY));
        assertThat(kept(Duration.ZERO, null).expiry(APPENDED, null)).isEqualTo(APPENDED);
    }

    @Test
    void isNotMadeToWaitLongerByATtl() {
        assertThat(kept(WEEK, DAY).expiry(APPENDED, Duration.ofDays(2))).isEqualTo(APPENDED.plus(DAY));
        assertThat(kept(WEEK, null).expiry(APPENDED, Duration.ofSeconds(Long.MAX_VALUE)))
                .isEqualTo(APPENDED.plus(WEEK));
    }

    @Test
    void waitsWithoutEndWhenNothingEndsIt() {
        assertThat(kept(null, null).expiry(APPENDED, null)).isEqualTo(Instant.MAX);
    }

    /** Whoever asks goes on in milliseconds since the epoch: a time that they cannot hold is no end. */
    @Test
    void waitsWithoutEndWhenTheEndCannotBeSaid() {
        Duration untilTheLast = Duration.between(APPENDED, Instant.ofEpochMilli(Long.MAX_VALUE));

        for (Duration ttl : new Duration[] {
            untilTheLast,
            untilTheLast.plusMillis(1),
            Duration.ofDays(365L * 500_000_000),
            Duration.between(APPENDED, Instant.MAX),
            Duration.ofSeconds(Long.MAX_VALUE)
        }) {
            assertThat(kept(null, null).expiry(APPENDED, ttl)).isEqualTo(Instant.MAX);
            assertThat(kept(ttl, null).expiry(APPENDED, null)).isEqualTo(Instant.MAX);
        }
        assertThat(kept(null, null)
                        .expiry(APPENDED, untilTheLast.minusMillis(1))
                        .toEpochMilli())
                .isEqualTo(Long.MAX_VALUE - 1);
    }

    private static DeliveryClass kept(@Nullable Duration retention, @Nullable Duration offline) {
        return new DeliveryClass("chat", retention, offline, ReceiptLevel.ALL, false);
    }
}
