// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.erasure;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.contracts.topic.UserPartitioner;
import io.posthorn.contracts.v1.Erasure;
import io.posthorn.history.custody.ErasureOrder;
import io.posthorn.history.sending.Sender;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Tells the router, whose stores hold content of what waits. */
final class ErasuresTopic {

    private final Sender facts;
    private final Topics topics;

    ErasuresTopic(Sender facts, Topics topics) {
        this.facts = facts;
        this.topics = topics;
    }

    /** Returns when Kafka has it. @throws java.util.concurrent.CompletionException it has not */
    void tell(ErasureOrder order) {
        Erasure erasure = Erasure.newBuilder()
                .setId(order.id())
                .setUser(order.user())
                .setUpTo(order.upTo())
                .setAt(order.begunAt().map(Instant::toEpochMilli).orElse(0L))
                .build();
        facts.send(new ProducerRecord<>(
                        topics.name(Topic.ERASURES),
                        UserPartitioner.partition(order.user(), topics.partitions()),
                        order.user().getBytes(StandardCharsets.UTF_8),
                        erasure.toByteArray()))
                .join();
    }
}
