// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.latency;

import io.posthorn.contracts.notification.NotificationReader;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Target;
import io.posthorn.contracts.v1.UserList;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;

/** The records that are published. A message's id is its number. */
record Notifications(String topic, LatencyPlan plan, String body) {

    private static final String SOURCE = "bench";
    private static final RecordHeader PROTOBUF = new RecordHeader(
            NotificationReader.CONTENT_TYPE, NotificationReader.PROTOBUF.getBytes(StandardCharsets.US_ASCII));

    Notifications(String topic, LatencyPlan plan) {
        this(topic, plan, "x".repeat(plan.content().bytes()));
    }

    static String user(int number) {
        return "user-" + (number + 1);
    }

    ProducerRecord<byte[], byte[]> record(int message) {
        String user = user(plan.userOf(message));
        Notification notification = Notification.newBuilder()
                .setId(String.valueOf(message))
                .setSource(SOURCE)
                .setClassName(plan.content().className())
                .setBody(body)
                .setTarget(Target.newBuilder().setUsers(UserList.newBuilder().addUsers(user)))
                .build();
        var record = new ProducerRecord<>(topic, user.getBytes(StandardCharsets.UTF_8), notification.toByteArray());
        record.headers().add(PROTOBUF);
        return record;
    }

    /** Empty for what this benchmark did not send. */
    static OptionalInt number(String source, String id) {
        boolean ours = source.equals(SOURCE) && id.matches("\\d{1,9}");
        return ours ? OptionalInt.of(Integer.parseInt(id)) : OptionalInt.empty();
    }
}
