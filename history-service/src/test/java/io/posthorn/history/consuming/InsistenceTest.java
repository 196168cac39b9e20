// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.consuming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InsistenceTest {

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Insistence insistence =
            new Insistence(timer, new Backoff(Duration.ofMillis(1), Duration.ofMillis(1)));

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void triesUntilItSucceeds() throws Exception {
        CompletableFuture<Integer> result = insistence.until(
                attempt -> attempt < 4
                        ? CompletableFuture.failedFuture(new IllegalStateException("not yet"))
                        : CompletableFuture.completedFuture(attempt),
                () -> true);

        assertThat(result.get(5, TimeUnit.SECONDS)).isEqualTo(4);
    }

    @Test
    void whatIsThrownIsAFailureToo() throws Exception {
        CompletableFuture<Integer> result = insistence.until(
                attempt -> {
                    if (attempt == 1) {
                        throw new IllegalStateException("not yet");
                    }
                    return CompletableFuture.completedFuture(attempt);
                },
                () -> true);

        assertThat(result.get(5, TimeUnit.SECONDS)).isEqualTo(2);
    }

    @Test
    void anErrorThatIsThrownIsAFailureToo() throws Exception {
        CompletableFuture<Integer> result = insistence.until(
                attempt -> {
                    if (attempt == 1) {
                        throw new StackOverflowError("too deep");
                    }
                    return CompletableFuture.completedFuture(attempt);
                },
                () -> true);

        assertThat(result.get(5, TimeUnit.SECONDS)).isEqualTo(2);
    }

    @Test
    void givesUpWhenItIsSomebodyElses() {
        AtomicInteger attempts = new AtomicInteger();

        CompletableFuture<Object> result = insistence.until(
                attempt -> {
                    attempts.set(attempt);
                    return CompletableFuture.failedFuture(new IllegalStateException("never"));
                },
                () -> attempts.get() < 3);

        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> result.get(5, TimeUnit.SECONDS));
        assertThat(attempts).hasValue(3);
    }
}
