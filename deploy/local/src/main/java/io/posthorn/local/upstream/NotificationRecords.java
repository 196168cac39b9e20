// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.upstream;

import io.posthorn.contracts.notification.NotificationJson;
import io.posthorn.contracts.notification.NotificationReader;
import io.posthorn.contracts.notification.Times;
import io.posthorn.contracts.v1.Notification;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Records of {@code posthorn.notifications} as an upstream service writes them. The key is the first user, so that what one
 * producer sends to a user stays in order.
 */
final class NotificationRecords {

    private static final String TYPE = "io.posthorn.local.notification";

    private final String topic;

    NotificationRecords(String topic) {
        this.topic = topic;
    }

    ProducerRecord<byte[], byte[]> of(Notification notification, Via via) {
        return switch (via) {
            case KAFKA -> cloudEvent(notification);
            case KAFKA_PROTO -> protobuf(notification);
            case POST -> throw new IllegalArgumentException("POST does not write to Kafka");
        };
    }

    /** Binary mode: identity, type and time are headers, and the body is the rest. */
    private ProducerRecord<byte[], byte[]> cloudEvent(Notification notification) {
        Notification rest = notification.toBuilder()
                .clearId()
                .clearSource()
                .clearType()
                .clearSentAt()
                .build();
        var record = record(notification, NotificationReader.JSON, NotificationJson.write(rest));
        header(record, "ce_specversion", "1.0");
        header(record, "ce_id", notification.getId());
        header(record, "ce_source", notification.getSource());
        header(record, "ce_type", notification.getType().isEmpty() ? TYPE : notification.getType());
        header(
                record,
                "ce_time",
                notification.hasSentAt()
                        ? Times.format(notification.getSentAt())
                        : Instant.now().toString());
        return record;
    }

    private ProducerRecord<byte[], byte[]> protobuf(Notification notification) {
        return record(notification, NotificationReader.PROTOBUF, notification.toByteArray());
    }

    private ProducerRecord<byte[], byte[]> record(Notification notification, String contentType, byte[] value) {
        String user = notification.getTarget().getUsers().getUsersList().stream()
                .findFirst()
                .orElse(notification.getId());
        var record = new ProducerRecord<>(topic, bytes(user), value);
        header(record, NotificationReader.CONTENT_TYPE, contentType);
        return record;
    }

    private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().add(name, bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
