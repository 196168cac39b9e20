// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.posthorn.history.TestMessages;
import io.posthorn.history.consuming.Backoff;
import io.posthorn.history.consuming.Insistence;
import io.posthorn.history.store.AgreedTime;
import io.posthorn.history.store.Availability;
import io.posthorn.history.store.Prepared;
import io.posthorn.history.tier.Bucket;
import io.posthorn.history.tier.Owner;
import io.posthorn.history.tier.Tier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/** What is not written, because its time has passed. */
class RowWriterTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private volatile Instant own = NOW;
    private final AgreedTime time = new AgreedTime(() -> own, () -> 0);
    private final RowWriter writer = new RowWriter(
            new Prepared<>(session -> {
                throw new IllegalStateException("nothing is to be written");
            }),
            new WritingSettings(1_000, 1, DataSize.ofBytes(1), 1, 1, DataSize.ofBytes(1), 1),
            new Insistence(timer, new Backoff(Duration.ofMillis(1), Duration.ofMillis(1))),
            new Availability(Clock.systemUTC()),
            time,
            meters);

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    private CompletableFuture<List<Outcome>> write(Instant appended) {
        NewRow row = new NewRow(
                Owner.user("user-1"),
                new Tier(Duration.ofDays(7)),
                new Bucket(202611, 0),
                new TestMessages("user-1").next(1, appended, "chat"));
        return writer.write(Bundle.of(row), () -> true);
    }

    @Test
    void aRowWhoseTimeHasPassedIsGone() {
        time.told(NOW);

        assertThat(write(NOW.minus(Duration.ofDays(8))))
                .succeedsWithin(Duration.ofSeconds(5))
                .isEqualTo(List.of(new Outcome.Gone()));
    }

    @Test
    void nothingIsGoneByAClockThatJumped() {
        time.told(NOW);
        own = NOW.plus(Duration.ofDays(8));

        CompletableFuture<List<Outcome>> written = write(NOW);

        await().until(() -> meters.counter("posthorn.history.retries").count() > 3);
        assertThat(written).isNotDone();
    }
}
