// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.counting;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.posthorn.history.security.Reach;
import io.posthorn.history.store.Prepared;
import java.util.Comparator;
import java.util.List;

/** Reads what was counted. */
final class CountsReader {

    private static final Comparator<DayCount> ORDER =
            Comparator.comparing(DayCount::day).thenComparing(DayCount::className);

    private final Prepared<Counts> counts;
    private final Timer timer;

    CountsReader(Prepared<Counts> counts, MeterRegistry meters) {
        this.counts = counts;
        this.timer = meters.timer("posthorn.history.read", "use", "counts");
    }

    /** By day, then by class. */
    List<DayCount> read(CountsQuery query, Reach reach) {
        query.requireWithin(reach);
        Timer.Sample sample = Timer.start();
        List<DayCount> found = query.months().stream()
                .flatMap(month -> counts.get().days().execute(month).stream())
                .filter(each -> query.covers(each, reach))
                .sorted(ORDER)
                .toList();
        sample.stop(timer);
        return found;
    }
}
