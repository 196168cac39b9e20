// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.replay;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.contracts.v1.ReplayRequest;
import io.posthorn.history.sending.Sender;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts on record what a page skips: what came too late for its device, and what is nowhere. */
final class PageReceipts {

    private static final Logger log = LoggerFactory.getLogger(PageReceipts.class);

    private final Sender facts;
    private final String topic;
    private final DeliveryClasses classes;
    private final Clock clock;

    PageReceipts(Sender facts, Topics topics, DeliveryClasses classes, Clock clock) {
        this.facts = facts;
        this.topic = topics.name(Topic.RECEIPTS);
        this.classes = classes;
        this.clock = clock;
    }

    CompletableFuture<Void> send(ReplayRequest request, Page page) {
        Instant now = clock.instant();
        List<Receipt> receipts = new ArrayList<>();
        page.over().stream()
                .map(message -> Deliveries.expired(request, message, now))
                .filter(this::isWanted)
                .forEach(receipts::add);
        page.gap().ifPresent(gap -> {
            alarm(request, gap);
            receipts.add(Deliveries.unexplained(request, gap, now));
        });
        return CompletableFuture.allOf(receipts.stream().map(this::send).toArray(CompletableFuture[]::new));
    }

    private boolean isWanted(Receipt receipt) {
        return classes.find(receipt.getClassName())
                .map(each -> each.receipts().covers(receipt.getState()))
                .orElse(true);
    }

    private CompletableFuture<Void> send(Receipt receipt) {
        return facts.send(new ProducerRecord<>(topic, Deliveries.key(receipt), receipt.toByteArray()));
    }

    private static void alarm(ReplayRequest request, Page.Gap gap) {
        log.error(
                "{} message(s) of user {} after {} up to {} are in no table and too young to have expired: skipped for"
                        + " device {}. Compare posthorn.messages with Cassandra for this user.",
                gap.messages(),
                request.getUser(),
                Positions.describe(gap.after()),
                Positions.describe(gap.upTo()),
                request.getDevice());
    }
}
