// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.replay;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.contracts.v1.Delivery;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ReplayRequest;
import io.posthorn.history.sending.Sender;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes a page into the gateway's topic, and tells the router when all of it is there. */
final class PagePublisher {

    private final Sender pages;
    private final PageReceipts receipts;
    private final Topics topics;
    private final Executor threads;

    /** @param threads may be held while a topic is looked up; a producer's own thread would wait for itself */
    PagePublisher(Sender pages, PageReceipts receipts, Topics topics, Executor threads) {
        this.pages = pages;
        this.receipts = receipts;
        this.topics = topics;
        this.threads = threads;
    }

    /** Fails when a record of the page or the progress could not be written; the router asks again then. */
    CompletableFuture<Void> publish(ReplayRequest request, Page page) {
        Position last = page.last().orElse(null);
        if (last == null) {
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.supplyAsync(() -> receipts.send(request, page), threads)
                .thenCompose(told -> told)
                .thenComposeAsync(told -> frames(request, page), threads)
                .thenComposeAsync(written -> progress(request, page, last), threads);
    }

    private CompletableFuture<Void> frames(ReplayRequest request, Page page) {
        String topic = topics.gateway(request.getGateway());
        byte[] key = utf8(request.getConnection());
        List<CompletableFuture<Void>> sent = new ArrayList<>();
        for (Delivery delivery : Deliveries.of(request, page)) {
            CompletableFuture<Void> frame = pages.send(new ProducerRecord<>(topic, 0, key, delivery.toByteArray()));
            sent.add(frame);
            if (frame.isCompletedExceptionally()) {
                break;
            }
        }
        return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Void> progress(ReplayRequest request, Page page, Position upTo) {
        return pages.send(new ProducerRecord<>(
                topics.name(Topic.CONNECTIONS),
                utf8(request.getUser()),
                Deliveries.progress(request, page, upTo).toByteArray()));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
