// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ErrorBudgetTest {

    private final ErrorBudget budget = new ErrorBudget();

    @Test
    void nineErrorsAtOnceAreTaken() {
        assertThat(IntStream.range(0, 9).anyMatch(i -> budget.spend(0))).isFalse();
    }

    @Test
    void theTenthWithinTenSecondsIsOneTooMany() {
        spend(9, 0);

        assertThat(budget.spend(10_000)).isTrue();
    }

    @Test
    void tenOverMoreThanTenSecondsAreTaken() {
        spend(9, 0);

        assertThat(budget.spend(10_001)).isFalse();
    }

    @Test
    void anErrorEachTwoSecondsIsTakenForEver() {
        assertThat(IntStream.range(0, 1_000).anyMatch(i -> budget.spend(i * 2_000L)))
                .isFalse();
    }

    @Test
    void aBurstLateInLifeIsNoticed() {
        IntStream.range(0, 100).forEach(i -> budget.spend(i * 5_000L));
        spend(8, 600_000);

        assertThat(budget.spend(600_001)).isFalse();
        assertThat(budget.spend(600_002)).isTrue();
    }

    private void spend(int errors, long now) {
        IntStream.range(0, errors).forEach(i -> budget.spend(now));
    }
}
