// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e.rig;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.notification.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** What Posthorn could not take. */
public final class Rejections implements AutoCloseable {

    private final TopicLog<ConsumerRecord<byte[], byte[]>> log;

    Rejections(String bootstrapServers, String topic) {
        log = new TopicLog<>(bootstrapServers, topic, record -> record);
    }

    /** The rejected record that was read from there. */
    public ConsumerRecord<byte[], byte[]> await(RecordMetadata origin) {
        Patience.await("the record at " + origin + " is rejected")
                .untilAsserted(() -> assertThat(from(origin)).isPresent());
        return from(origin).orElseThrow();
    }

    public Optional<ConsumerRecord<byte[], byte[]>> from(RecordMetadata origin) {
        return log.read().stream()
                .filter(record -> {
                    Map<String, String> headers = headers(record);
                    return origin.topic().equals(headers.get(Rejection.TOPIC_HEADER))
                            && Integer.toString(origin.partition()).equals(headers.get(Rejection.PARTITION_HEADER))
                            && Long.toString(origin.offset()).equals(headers.get(Rejection.OFFSET_HEADER));
                })
                .findFirst();
    }

    public static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new TreeMap<>();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }

    @Override
    public void close() {
        log.close();
    }
}
