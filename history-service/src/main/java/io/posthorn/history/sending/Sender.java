// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.sending;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaTemplate;

/** Sends through one plain idempotent producer: records of one partition keep the order in which they were sent. */
public final class Sender implements AutoCloseable {

    private final KafkaTemplate<byte[], byte[]> kafka;
    private final Optional<Refusals> refusals;

    /** @param refusals told of each record */
    Sender(KafkaTemplate<byte[], byte[]> kafka, Optional<Refusals> refusals) {
        this.kafka = kafka;
        this.refusals = refusals;
    }

    /**
     * May hold the caller for as long as {@code max.block.ms} while the topic is not known.
     *
     * @return completes when all in-sync replicas have the record; every failure is in it, none is thrown
     */
    public CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> record) {
        return attempt(record)
                .whenComplete((sent, failure) -> refusals.ifPresent(told -> {
                    if (failure == null) {
                        told.taken(record.topic());
                    } else {
                        told.failed(record.topic(), failure);
                    }
                }));
    }

    private CompletableFuture<Void> attempt(ProducerRecord<byte[], byte[]> record) {
        try {
            return kafka.send(record).thenAccept(sent -> {});
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public void close() {
        kafka.destroy();
    }
}
