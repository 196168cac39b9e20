// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.demo;

import io.posthorn.local.tally.SentLog.Sent;
import io.posthorn.local.upstream.Via;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;

/** A steady stream that does not wait for its answers. Latency counts from when each was due, not from when it was sent. */
final class Burst implements Scene {

    private static final int COUNT = 200;
    private static final int EACH_SECOND = 50;
    private static final String WAY = "Kafka, %d a second".formatted(EACH_SECOND);
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    @Override
    public String title(Stage stage) {
        return "%d a second for %d seconds".formatted(EACH_SECOND, COUNT / EACH_SECOND);
    }

    @Override
    public void play(Stage stage) throws InterruptedException {
        List<Sent> burst = new ArrayList<>();
        List<Future<RecordMetadata>> begun = new ArrayList<>();
        long start = System.nanoTime();
        for (int count = 0; count < COUNT; count++) {
            long due = start + count * Duration.ofSeconds(1).toNanos() / EACH_SECOND;
            awaitTime(due);
            Sent one = stage.sent().next(WAY, due);
            begun.add(stage.begin(one, Via.KAFKA));
            burst.add(one);
        }
        for (Future<RecordMetadata> each : begun) {
            stage.await(each);
        }
        for (Sent each : burst) {
            stage.measure(each, stage.phone());
            stage.measure(each, stage.laptop());
        }
        stage.narrator()
                .say("%d sent: %s"
                        .formatted(COUNT, String.join("; ", stage.latencies().summary(WAY))));
    }

    private static void awaitTime(long due) throws InterruptedException {
        NEVER.await(due - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
}
