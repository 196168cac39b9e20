// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.hint;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The one producer of a process for what is not committed. */
public final class HintProducer {

    private HintProducer() {}

    public static Producer<byte[], byte[]> create(List<String> bootstrapServers, Duration linger) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.CLIENT_ID_CONFIG,
                        "posthorn-hints",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.LINGER_MS_CONFIG,
                        (int) linger.toMillis(),
                        // Never hold up a stream thread: metadata is fetched beforehand, a full buffer is a lost hint.
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        5,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        5_000,
                        // A hint older than this has been sent again by the sweep.
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        8_000,
                        ProducerConfig.METADATA_MAX_IDLE_CONFIG,
                        600_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
