// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.replay;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.function.Supplier;

/** What is counted of replay. */
final class ReplayMeters {

    private final MeterRegistry meters;
    private final Timer reads;

    ReplayMeters(MeterRegistry meters) {
        this.meters = meters;
        this.reads = meters.timer("posthorn.history.read", "use", "replay");
    }

    Page timed(Supplier<Page> read) {
        return reads.record(read);
    }

    void page(Page page) {
        meters.counter("posthorn.history.replay.pages", "end", page.end().name().toLowerCase(Locale.ROOT))
                .increment();
        meters.counter("posthorn.history.replay.messages").increment(page.messages());
        if (page.gap().isPresent()) {
            hole("skipped");
        }
        if (page.end() == Page.End.BROKEN) {
            hole("waiting");
        }
    }

    private void hole(String outcome) {
        meters.counter("posthorn.history.replay.holes", "outcome", outcome).increment();
    }

    /** Not answered: too late, or it could not be written. */
    void dropped() {
        meters.counter("posthorn.history.replay.dropped").increment();
    }
}
