// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WaitingTest {

    @Test
    void what_is_true_is_not_waited_for() throws InterruptedException {
        assertThat(Waiting.until(Duration.ZERO, () -> true)).isTrue();
    }

    @Test
    void what_comes_true_is_seen() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();

        assertThat(Waiting.until(Duration.ofMinutes(1), () -> asked.incrementAndGet() == 3))
                .isTrue();
        assertThat(asked).hasValue(3);
    }

    @Test
    void what_never_comes_true_is_given_up() throws InterruptedException {
        assertThat(Waiting.until(Duration.ofMillis(1), () -> false)).isFalse();
    }

    @Test
    void who_waits_can_be_interrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> Waiting.pass(Duration.ofHours(1))).isInstanceOf(InterruptedException.class);
    }
}
