// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.counting;

import io.posthorn.history.asking.Asked;
import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import io.posthorn.history.security.Reach;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which days and classes are asked for.
 *
 * @param from included
 * @param to excluded
 * @param classes none: all
 */
record CountsQuery(LocalDate from, LocalDate to, Set<String> classes) {

    static final int MOST_DAYS = 400;
    private static final int DEFAULT_DAYS = 30;

    /**
     * Without {@code from} 30 days, without {@code to} up to today, which is included.
     *
     * @throws ProblemException a parameter is not allowed
     */
    static CountsQuery of(Asked asked, LocalDate today) {
        LocalDate to = asked.day("to").orElse(today.plusDays(1));
        LocalDate from = asked.day("from").orElse(to.minusDays(DEFAULT_DAYS));
        long days = ChronoUnit.DAYS.between(from, to);
        if (days < 1 || days > MOST_DAYS) {
            throw Asked.bad("from must be before to, and at most %d days".formatted(MOST_DAYS));
        }
        return new CountsQuery(from, to, asked.classes());
    }

    /** As the table has them, in order. */
    List<Integer> months() {
        YearMonth last = YearMonth.from(to.minusDays(1));
        return Stream.iterate(YearMonth.from(from), month -> !month.isAfter(last), month -> month.plusMonths(1))
                .map(month -> month.getYear() * 100 + month.getMonthValue())
                .toList();
    }

    /**
     * Whether it counts what this reach does not cover: a count says nothing of groups and users.
     *
     * @throws ProblemException it does
     */
    void requireWithin(Reach reach) {
        if (!reach.groups().isEmpty() || !reach.userPrefixes().isEmpty()) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "Counts need a token whose claim audit limits neither groups nor users.");
        }
    }

    boolean covers(DayCount count, Reach reach) {
        return !count.day().isBefore(from)
                && count.day().isBefore(to)
                && (classes.isEmpty() || classes.contains(count.className()))
                && reach.coversMessage(count.className(), "");
    }

    /** For the log of audit reads. */
    String describe() {
        return "counts from=%s to=%s%s"
                .formatted(
                        from,
                        to,
                        new TreeSet<>(classes)
                                .stream().map(each -> " class=" + each).collect(Collectors.joining()));
    }
}
