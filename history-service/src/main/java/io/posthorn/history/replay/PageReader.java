// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.replay;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.contracts.v1.ReplayRequest;
import io.posthorn.history.tier.Lifetimes;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the rows of a page. */
final class PageReader {

    private static final Logger log = LoggerFactory.getLogger(PageReader.class);

    private final PageRows rows;
    private final DeliveryClasses classes;
    private final Supplier<List<Lifetimes.Former>> former;
    private final Bounds allowed;
    private final Executor threads;
    private final Clock clock;
    private final ReplayMeters meters;

    /**
     * @param former retentions that classes had before
     * @param threads each held by one page while Cassandra answers
     */
    PageReader(
            PageRows rows,
            DeliveryClasses classes,
            Supplier<List<Lifetimes.Former>> former,
            Bounds allowed,
            Executor threads,
            Clock clock,
            ReplayMeters meters) {
        this.rows = rows;
        this.classes = classes;
        this.former = former;
        this.allowed = allowed;
        this.threads = threads;
        this.clock = clock;
        this.meters = meters;
    }

    /** Fails when Cassandra does not answer. */
    CompletableFuture<Page> read(ReplayRequest request) {
        return CompletableFuture.supplyAsync(() -> readNow(request), threads);
    }

    private Lifetimes lifetimes() {
        return new Lifetimes(classes, former.get(), clock.instant());
    }

    private Page readNow(ReplayRequest request) {
        Page page =
                meters.timed(() -> PageChain.of(request, Bounds.of(request, allowed), lifetimes(), rows.of(request)));
        meters.page(page);
        if (page.end() == Page.End.BROKEN) {
            log.warn(
                    "A page of user {} ends after {}, before rows that are not there (asked {} times before)",
                    request.getUser(),
                    Positions.describe(page.last().orElse(request.getAfter())),
                    Integer.toUnsignedString(request.getBreaks()));
        }
        return page;
    }
}
