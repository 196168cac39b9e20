// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.watermark;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.contracts.v1.Persisted;
import io.posthorn.history.sending.Sender;
import io.posthorn.history.store.StoreFailure;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the router how far each partition is written. What it says is true and never smaller than what it said before; it may
 * come late, and again after the partition has changed hands.
 */
public final class PersistedTopic {

    private static final Logger log = LoggerFactory.getLogger(PersistedTopic.class);

    private final Map<Integer, Publication> partitions = new ConcurrentHashMap<>();
    private final Sender facts;
    private final Topics topics;
    private final Clock clock;

    public PersistedTopic(Sender facts, Topics topics, Clock clock) {
        this.facts = facts;
        this.topics = topics;
        this.clock = clock;
    }

    public void assigned(int partition, Watermark reached) {
        partitions.put(partition, Publication.takenOver(reached));
    }

    public void revoked(int partition) {
        partitions.remove(partition);
    }

    public Watermark reached(int partition) {
        Publication known = partitions.get(partition);
        return known == null ? Watermark.START : known.reached();
    }

    /** To be called only after the offsets are committed: who may commit is the owner. */
    public void reach(int partition, Watermark to) {
        partitions.computeIfPresent(partition, (key, known) -> known.reach(to));
    }

    /** Sends what is due. */
    public void tick() {
        partitions.forEach((partition, known) -> {
            if (known.isDue(clock.instant())) {
                partitions.computeIfPresent(partition, (key, current) -> current.sent(clock.instant()));
                send(partition, known.reached());
            }
        });
    }

    private void send(int partition, Watermark upTo) {
        facts.send(new ProducerRecord<>(
                        topics.name(Topic.PERSISTED),
                        partition,
                        Integer.toString(partition).getBytes(StandardCharsets.UTF_8),
                        Persisted.newBuilder().setUpTo(upTo.reached()).build().toByteArray()))
                .whenComplete((sent, failure) -> {
                    if (failure != null) {
                        log.warn(
                                "Partition {} is written up to {}, but the router could not be told and will be again: {}",
                                partition,
                                Positions.describe(upTo.reached()),
                                StoreFailure.describe(failure));
                    }
                    partitions.computeIfPresent(
                            partition,
                            (key, current) -> failure == null ? current.acknowledged(upTo) : current.failed());
                });
    }
}
