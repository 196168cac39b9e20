// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RatesTest {

    private long now = 5_000_000_000L;
    private final Rates rates = new Rates(3, () -> now);

    @Test
    void eachPublisherHasARateOfItsOwn() {
        assertThat(rates.take("orders", 1)).isZero();
        assertThat(rates.take("orders", 1)).isPositive();

        assertThat(rates.take("billing", 1)).isZero();
    }

    @Test
    void timeFillsIt() {
        rates.take("orders", 1);
        now += Duration.ofSeconds(1).toNanos();

        assertThat(rates.take("orders", 1)).isZero();
    }

    @Test
    void whoIsToldToWaitIsToldForHowLong() {
        rates.take("orders", 0.5);

        assertThat(rates.take("orders", 0.5)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void noMoreThanSomeAreRemembered() {
        for (int publisher = 0; publisher < 1_000; publisher++) {
            rates.take("publisher-" + publisher, 1);
        }

        assertThat(rates.remembered()).isEqualTo(3);
    }

    @Test
    void whoPublishesIsNotForgottenForOthers() {
        rates.take("orders", 1);
        for (int publisher = 0; publisher < 1_000; publisher++) {
            rates.take("publisher-" + publisher, 1);
            assertThat(rates.take("orders", 1)).isPositive();
        }
    }
}
