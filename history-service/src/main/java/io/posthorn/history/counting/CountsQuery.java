// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.counting;

import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import io.posthorn.history.security.Reach;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
    private static final int MOST_CLASSES = 50;
    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

    /**
     * @param from absent: 30 days
     * @param to absent: up to today, which is included
     * @throws ProblemException a parameter is not allowed
     */
    static CountsQuery of(@Nullable String from, @Nullable String to, List<String> classes, LocalDate today) {
        LocalDate end = to == null ? today.plusDays(1) : day("to", to);
        LocalDate begin = from == null ? end.minusDays(DEFAULT_DAYS) : day("from", from);
        CountsQuery query = new CountsQuery(begin, end, Set.copyOf(classes));
        long days = ChronoUnit.DAYS.between(query.from, query.to);
        if (days < 1 || days > MOST_DAYS) {
            throw bad("from must be before to, and at most %d days".formatted(MOST_DAYS));
        }
        if (query.classes.size() > MOST_CLASSES
                || !query.classes.stream().allMatch(each -> each.matches("[a-z][a-z0-9-]{0,31}"))) {
            throw bad("class must be the name of a class, at most %d times".formatted(MOST_CLASSES));
        }
        return query;
    }

    private static LocalDate day(String name, String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            if (!day.isBefore(FIRST) && !day.isAfter(LAST)) {
                return day;
            }
        } catch (DateTimeException notADay) {
            throw bad(name + " must be a UTC day like 2026-11-20");
        }
        throw bad(name + " must be in the years 2000 to 9999");
    }

    private static ProblemException bad(String detail) {
        return new ProblemException(ProblemType.BAD_PARAMETER, detail);
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
