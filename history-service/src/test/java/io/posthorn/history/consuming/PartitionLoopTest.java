// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.consuming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PartitionLoopTest {

    private static final class NoWork implements PartitionWork {
        @Override
        public CompletableFuture<String> process(
                TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, BooleanSupplier ours) {
            return CompletableFuture.completedFuture("");
        }
    }

    @Test
    void anErrorIsToldAndDoesNotEndTheLoop() {
        AtomicInteger starts = new AtomicInteger();
        LoopSettings settings = new LoopSettings("loop", "topic", "group", Start.OnMissing.STOP, 1, 1 << 20);
        try (PartitionLoop loop = new PartitionLoop(
                settings,
                () -> {
                    starts.incrementAndGet();
                    throw new StackOverflowError("too deep");
                },
                new NoWork())) {
            loop.start();

            await().atMost(Duration.ofSeconds(20)).until(() -> starts.get() > 1);
            assertThat(loop.status().obstacle()).contains("StackOverflowError: too deep");
        }
    }
}
