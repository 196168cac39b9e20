// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class IssuerAnswerTest {

    private static final long NOW = -1_000_000;
    private static final Duration TRUSTED = Duration.ofMinutes(5);

    private final IssuerAnswer<String> answer = IssuerAnswer.said("keys", NOW);

    @Test
    void whoHasAnsweredIsNotAskedAgainSoon() {
        assertThat(answer.mayBeAsked(NOW + 9_999)).isFalse();
        assertThat(answer.mayBeAsked(NOW + 10_000)).isTrue();
    }

    @Test
    void whoHasNotIsAskedAgainSoonerAndNotAtOnce() {
        assertThat(answer.silent(NOW + 20_000).mayBeAsked(NOW + 20_999)).isFalse();
        assertThat(answer.silent(NOW + 20_000).mayBeAsked(NOW + 21_000)).isTrue();
        assertThat(IssuerAnswer.nothing(NOW).mayBeAsked(NOW + 999)).isFalse();
    }

    @Test
    void whatWasSaidLastCountsForAWhile() {
        IssuerAnswer<String> silent = answer.silent(NOW + 20_000).silent(NOW + 40_000);

        assertThat(silent.counting(NOW + TRUSTED.toMillis() - 1, TRUSTED)).isEqualTo("keys");
        assertThat(silent.counting(NOW + TRUSTED.toMillis(), TRUSTED)).isNull();
    }

    @Test
    void withoutTrustItCountsUntilTheNextQuestion() {
        assertThat(answer.counting(NOW + 5_000, Duration.ZERO)).isEqualTo("keys");
        assertThat(answer.silent(NOW + 10_000).counting(NOW + 10_000, Duration.ZERO))
                .isNull();
    }

    @Test
    void whoNeverAnsweredHasSaidNothing() {
        assertThat(IssuerAnswer.nothing(NOW).counting(NOW, TRUSTED)).isNull();
        assertThat(IssuerAnswer.nothing(NOW).silent(NOW + 5_000).counting(NOW + 5_000, TRUSTED))
                .isNull();
    }
}
