// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.tier;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/** Which partitions a stretch of time lies in. */
public final class Months {

    private Months() {}

    /** {@code yyyymm}, newest first, both included. */
    public static List<Integer> between(Instant first, Instant last) {
        int oldest = Bucket.month(first);
        YearMonth newest = yearMonth(Bucket.month(last));
        return Stream.iterate(newest, each -> each.minusMonths(1))
                .map(each -> each.getYear() * 100 + each.getMonthValue())
                .takeWhile(each -> each >= oldest)
                .toList();
    }

    private static YearMonth yearMonth(int month) {
        return YearMonth.of(month / 100, month % 100);
    }

    /** Newest first, both included. */
    public static List<LocalDate> days(Instant first, Instant last) {
        LocalDate oldest = day(first);
        return Stream.iterate(day(last), each -> each.minusDays(1))
                .takeWhile(each -> !each.isBefore(oldest))
                .toList();
    }

    private static LocalDate day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
