// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.replay;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.contracts.v1.ReplayRequest;
import io.posthorn.history.receipt.ReceiptTopic;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts on record what a page skips: what is left out of it, and what is nowhere. */
final class PageReceipts {

    private static final Logger log = LoggerFactory.getLogger(PageReceipts.class);

    private final ReceiptTopic topic;
    private final Clock clock;

    PageReceipts(ReceiptTopic topic, Clock clock) {
        this.topic = topic;
        this.clock = clock;
    }

    CompletableFuture<Void> send(ReplayRequest request, Page page) {
        Instant now = clock.instant();
        List<Receipt> receipts =
                Deliveries.leftOut(request, page, now).collect(Collectors.toCollection(ArrayList::new));
        page.gap().ifPresent(gap -> {
            alarm(request, gap);
            receipts.add(Deliveries.unexplained(request, gap, now));
        });
        return topic.send(receipts);
    }

    private static void alarm(ReplayRequest request, Page.Gap gap) {
        log.error(
                "{} message(s) of user {} or of everyone after {} up to {} are in no table and too young to have expired:"
                        + " skipped for device {}. Compare posthorn.messages with Cassandra for this user.",
                gap.messages(),
                request.getUser(),
                Positions.describe(gap.after()),
                Positions.describe(gap.upTo()),
                request.getDevice());
    }
}
