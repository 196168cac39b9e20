// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.sending;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaTemplate;

/** Sends through one plain idempotent producer: records of one partition keep the order in which they were sent. */
public final class Sender implements AutoCloseable {

    private final KafkaTemplate<byte[], byte[]> kafka;

    Sender(KafkaTemplate<byte[], byte[]> kafka) {
        this.kafka = kafka;
    }

    /**
     * May hold the caller for as long as {@code max.block.ms} while the topic is not known.
     *
     * @return completes when all in-sync replicas have the record; every failure is in it, none is thrown
     */
    public CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> record) {
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
