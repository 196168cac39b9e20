// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.receipt;

import io.posthorn.contracts.notification.ReceiptKey;
import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.history.sending.Sender;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Receipts on their way into their topic. */
public final class ReceiptTopic {

    private final Sender facts;
    private final String topic;
    private final DeliveryClasses classes;

    ReceiptTopic(Sender facts, Topics topics, DeliveryClasses classes) {
        this.facts = facts;
        this.topic = topics.name(Topic.RECEIPTS);
        this.classes = classes;
    }

    /**
     * Those that their class wants; all of a class that is not known here. May hold the caller while the topic is not known.
     *
     * @return completes when Kafka has them
     */
    public CompletableFuture<Void> send(List<Receipt> receipts) {
        return CompletableFuture.allOf(
                receipts.stream().filter(this::isWanted).map(this::send).toArray(CompletableFuture[]::new));
    }

    private boolean isWanted(Receipt receipt) {
        return classes.find(receipt.getClassName())
                .map(each -> each.receipts().covers(receipt.getState()))
                .orElse(true);
    }

    private CompletableFuture<Void> send(Receipt receipt) {
        byte[] key = ReceiptKey.of(receipt.getSource(), receipt.getId());
        return facts.send(new ProducerRecord<>(topic, key, receipt.toByteArray()));
    }
}
