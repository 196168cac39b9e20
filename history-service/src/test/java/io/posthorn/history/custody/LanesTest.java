// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who waits for whom. */
class LanesTest {

    private static final long PATIENCE_SECONDS = 30;
    private static final Criteria OF_A_USER =
            new Criteria(List.of("user-1"), List.of(), List.of(), Optional.empty(), Optional.empty());
    private static final Criteria OF_A_CLASS =
            new Criteria(List.of(), List.of(), List.of("chat"), Optional.empty(), Optional.empty());

    private final Lanes lanes = new Lanes();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void stop() throws InterruptedException {
        end.countDown();
        lanes.stop(PATIENCE_SECONDS);
    }

    @Test
    void walksThroughAllOfHistoryKeepNeitherNamedHoldsNorClearingNorErasuresWaiting() throws InterruptedException {
        long walks = 2 * Lanes.THREADS;
        for (int i = 0; i < walks; i++) {
            lanes.begin(Lane.ofGathering(OF_A_CLASS), "walk " + i, this::awaitEnd);
        }
        CountDownLatch others = new CountDownLatch(3);

        lanes.begin(Lane.ofGathering(OF_A_USER), "gather", others::countDown);
        lanes.begin(Lane.ofClearing(OF_A_CLASS), "clear", others::countDown);
        lanes.begin(Lane.ERASURE, "erase", others::countDown);

        assertThat(others.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void clearingForEverybodyDoesNotKeepWhatIsOfAUserWaiting() throws InterruptedException {
        for (int i = 0; i < Lanes.THREADS; i++) {
            lanes.begin(Lane.ofClearing(OF_A_CLASS), "clear " + i, this::awaitEnd);
        }
        CountDownLatch cleared = new CountDownLatch(1);

        lanes.begin(Lane.ofClearing(OF_A_USER), "clear", cleared::countDown);

        assertThat(cleared.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatWaitsForItsTurnInOneLaneIsBegunInAnother() throws InterruptedException {
        for (int i = 0; i < Lanes.THREADS; i++) {
            lanes.begin(Lane.EVERYBODY, "walk " + i, this::awaitEnd);
        }
        lanes.begin(Lane.EVERYBODY, "hold h", this::awaitEnd);
        CountDownLatch cleared = new CountDownLatch(1);

        lanes.begin(Lane.CLEARING, "hold h", cleared::countDown);

        assertThat(cleared.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatIsUnderWayIsNotBegunAgain() throws InterruptedException {
        AtomicInteger begun = new AtomicInteger();
        CountDownLatch other = new CountDownLatch(1);
        Runnable counted = () -> {
            begun.incrementAndGet();
            awaitEnd();
        };

        lanes.begin(Lane.NAMED, "hold h", counted);
        lanes.begin(Lane.NAMED, "hold h", counted);
        lanes.begin(Lane.NAMED, "hold i", other::countDown);

        assertThat(other.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(begun).hasValueLessThanOrEqualTo(1);
    }

    @Test
    void whatIsInterruptedAtTheEndHasEnded() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        lanes.begin(Lane.NAMED, "hold h", () -> {
            begun.countDown();
            awaitEnd();
        });
        assertThat(begun.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

        assertThat(lanes.stop(PATIENCE_SECONDS)).isTrue();
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
