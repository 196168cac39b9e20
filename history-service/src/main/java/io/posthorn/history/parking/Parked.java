// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.parking;

import io.posthorn.contracts.notification.Rejection;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way into the rejected topic.
 *
 * @param detail names the field and the rule, never the content
 */
record Parked(ConsumerRecord<byte[], byte[]> record, Rejection reason, String detail) {

    /** Key, value and headers as they were read, and where and why. */
    ProducerRecord<byte[], byte[]> whole(String topic) {
        return with(topic, record.value(), detail);
    }

    /** For a value that leaves no room for headers. */
    ProducerRecord<byte[], byte[]> withoutValue(String topic) {
        return with(
                topic,
                null,
                detail + "; its %d bytes stand only in the topic it came from".formatted(record.serializedValueSize()));
    }

    /** For a key, or headers, that leave none either: where it stands must do. */
    ProducerRecord<byte[], byte[]> placeAlone(String topic) {
        var parked = new ProducerRecord<byte[], byte[]>(topic, null);
        describe(parked, detail + "; its key, headers and value stand only in the topic it came from");
        return parked;
    }

    private ProducerRecord<byte[], byte[]> with(String topic, byte @Nullable [] value, String text) {
        var parked = new ProducerRecord<byte[], byte[]>(topic, record.key(), value);
        record.headers().forEach(parked.headers()::add);
        describe(parked, text);
        return parked;
    }

    private void describe(ProducerRecord<byte[], byte[]> parked, String text) {
        header(parked, Rejection.REASON_HEADER, reason.id());
        header(parked, Rejection.DETAIL_HEADER, text);
        header(parked, Rejection.TOPIC_HEADER, record.topic());
        header(parked, Rejection.PARTITION_HEADER, Integer.toString(record.partition()));
        header(parked, Rejection.OFFSET_HEADER, Long.toString(record.offset()));
    }

    private static void header(ProducerRecord<byte[], byte[]> parked, String name, String value) {
        parked.headers().remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "%s-%d offset %d: %s: %s"
                .formatted(record.topic(), record.partition(), record.offset(), reason.id(), detail);
    }
}
