// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.latency;

import io.posthorn.bench.stack.Notices;
import java.util.OptionalInt;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The records that are published. A message's id is its number. */
record Notifications(LatencyPlan plan, Notices notices) {

    Notifications(String topic, LatencyPlan plan) {
        this(plan, Notices.of(topic, plan.content().className(), plan.content().bytes()));
    }

    static String user(int number) {
        return "user-" + (number + 1);
    }

    String topic() {
        return notices.topic();
    }

    ProducerRecord<byte[], byte[]> record(int message) {
        return notices.toUser(user(plan.userOf(message)), String.valueOf(message));
    }

    /** Empty for what this benchmark did not send. */
    static OptionalInt number(String source, String id) {
        boolean ours = source.equals(Notices.SOURCE) && id.matches("\\d{1,9}");
        return ours ? OptionalInt.of(Integer.parseInt(id)) : OptionalInt.empty();
    }
}
