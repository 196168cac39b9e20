// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.consuming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.history.rig.TestLog;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

/** How much is read while what was begun is not done. */
@RealKafka
class PartitionLoopIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    static KafkaSpace kafka;

    /** Is done when the test says so. */
    private static final class SlowWork implements PartitionWork {

        private final List<CompletableFuture<String>> begun = new CopyOnWriteArrayList<>();
        private final AtomicInteger ticks = new AtomicInteger();

        @Override
        public CompletableFuture<String> process(
                TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, BooleanSupplier ours) {
            CompletableFuture<String> done = new CompletableFuture<>();
            begun.add(done);
            return done;
        }

        @Override
        public void tick() {
            ticks.incrementAndGet();
        }
    }

    @Test
    void whileAsMuchIsUnderWayAsMayBeNothingMoreIsBegun() {
        SlowWork work = new SlowWork();
        try (TestLog log = new TestLog(kafka).createTopics();
                PartitionLoop loop = new PartitionLoop(
                        settings(log.topics().name(Topic.MESSAGES)), PartitionLoopIT::consumer, work)) {
            int partitions = log.topics().partitions();
            for (int partition = 0; partition < partitions; partition++) {
                log.sendRaw(Topic.MESSAGES, partition, new byte[] {1});
            }
            loop.start();

            for (int begun = 1; begun <= partitions; begun++) {
                int so = begun;
                await().atMost(PATIENCE).until(() -> work.begun.size() >= so);
                int ticks = work.ticks.get();
                await("it goes on polling").atMost(PATIENCE).until(() -> work.ticks.get() > ticks + 50);
                assertThat(work.begun).hasSize(so);
                work.begun.get(so - 1).complete("");
            }
        }
    }

    /** One record is as much as may be under way. */
    private static LoopSettings settings(String topic) {
        return new LoopSettings("loop", topic, kafka.topicPrefix() + ".loop", Start.OnMissing.STOP, 1, 1 << 20);
    }

    private static Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka.bootstrapServers(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        kafka.topicPrefix() + ".loop",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        1),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
