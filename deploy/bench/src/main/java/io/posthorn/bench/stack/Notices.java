// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.stack;

import io.posthorn.contracts.notification.NotificationReader;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Target;
import io.posthorn.contracts.v1.UserList;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Notifications of one kind as records of their topic, in Protobuf.
 *
 * @param topic of notifications
 */
public record Notices(String topic, String className, String body) {

    public static final String SOURCE = "bench";

    private static final RecordHeader PROTOBUF = new RecordHeader(
            NotificationReader.CONTENT_TYPE, NotificationReader.PROTOBUF.getBytes(StandardCharsets.US_ASCII));

    /** With a body of so many characters. */
    public static Notices of(String topic, String className, int bytes) {
        return new Notices(topic, className, "x".repeat(bytes));
    }

    public ProducerRecord<byte[], byte[]> toUser(String user, String id) {
        return record(
                user, id, Target.newBuilder().setUsers(UserList.newBuilder().addUsers(user)));
    }

    public ProducerRecord<byte[], byte[]> toEveryone(String id) {
        return record(id, id, Target.newBuilder().setEveryone(true));
    }

    private ProducerRecord<byte[], byte[]> record(String key, String id, Target.Builder target) {
        Notification notification = Notification.newBuilder()
                .setId(id)
                .setSource(SOURCE)
                .setClassName(className)
                .setBody(body)
                .setTarget(target)
                .build();
        var record = new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), notification.toByteArray());
        record.headers().add(PROTOBUF);
        return record;
    }
}
