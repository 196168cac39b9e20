// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.parking;

import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.contracts.notification.Rejection;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.history.consuming.Insistence;
import io.posthorn.history.sending.Sender;
import io.posthorn.history.store.StoreFailure;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts records that cannot be handled into the rejected topic, until Kafka has them. */
public final class Parking {

    private static final Logger log = LoggerFactory.getLogger(Parking.class);

    private final Sender facts;
    private final String topic;
    private final Insistence insistence;
    private final Executor executor;
    private final MeterRegistry meters;

    /** @param executor may be held while Kafka is away */
    public Parking(Sender facts, Topics topics, Insistence insistence, Executor executor, MeterRegistry meters) {
        this.facts = facts;
        this.topic = topics.name(Topic.REJECTED);
        this.insistence = insistence;
        this.executor = executor;
        this.meters = meters;
    }

    /**
     * @param detail names the field and the rule, never the content
     * @param ours false: give up
     */
    public CompletableFuture<Void> park(
            ConsumerRecord<byte[], byte[]> record, Rejection reason, String detail, BooleanSupplier ours) {
        Parked parked = new Parked(record, reason, detail);
        log.warn("Parked {}", parked);
        meters.counter("posthorn.history.parked", "reason", reason.id()).increment();
        return CompletableFuture.supplyAsync(() -> insistence.until(attempt -> send(parked), ours), executor)
                .thenCompose(sent -> sent);
    }

    private CompletionStage<Void> send(Parked parked) {
        return facts.send(parked.whole(topic))
                .exceptionallyCompose(failure -> smaller(failure, parked.withoutValue(topic)))
                .exceptionallyCompose(failure -> smaller(failure, parked.placeAlone(topic)));
    }

    private CompletionStage<Void> smaller(Throwable failure, ProducerRecord<byte[], byte[]> record) {
        log.warn("{} does not take a record: {}", topic, StoreFailure.describe(failure));
        return isTooLarge(failure) ? facts.send(record) : CompletableFuture.failedFuture(failure);
    }

    private static boolean isTooLarge(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RecordTooLargeException) {
                return true;
            }
        }
        return false;
    }
}
