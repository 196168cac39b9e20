// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.running;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;

/** Reads notifications, and rejects them all. */
final class ReadingTopology {

    private ReadingTopology() {}

    static Topology of(Topics topics) {
        var bytes = new ByteArrayDeserializer();
        return new Topology()
                .addSource("notifications", bytes, bytes, topics.name(Topic.NOTIFICATIONS))
                .addSink(
                        "rejected",
                        topics.name(Topic.REJECTED),
                        new ByteArraySerializer(),
                        new ByteArraySerializer(),
                        "notifications");
    }
}
