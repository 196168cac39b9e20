// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class FollowedTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final Followed followed = new Followed();

    @Test
    void ofAPartitionThatWasNotReadNothingIsKnown() throws InterruptedException {
        followed.through(1, 41);

        assertThat(followed.end(0)).isEmpty();
        assertThat(followed.reaches(0, 0, Duration.ZERO)).isFalse();
    }

    @Test
    void hasWhatStandsBeforeTheEnd() throws InterruptedException {
        followed.through(1, 41);

        assertThat(followed.end(1)).hasValue(42);
        assertThat(followed.reaches(1, 42, Duration.ZERO)).isTrue();
        assertThat(followed.reaches(1, 43, Duration.ofMillis(5))).isFalse();
    }

    @Test
    void whoWaitsIsToldWhenItIsThere() throws ExecutionException, InterruptedException, TimeoutException {
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(this::reaches42);

        followed.through(1, 40);
        followed.through(1, 41);

        assertThat(waiting.get(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private boolean reaches42() {
        try {
            return followed.reaches(1, 42, LONG);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
