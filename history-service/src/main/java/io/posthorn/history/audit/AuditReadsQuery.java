// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.audit;

import io.posthorn.history.stored.Order;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which recorded reads are asked for.
 *
 * @param from included
 * @param to not included
 * @param reader who read; empty: anybody
 * @param user whose data was read; empty: anybody's
 * @param after the last one of the page before
 */
record AuditReadsQuery(
        Instant from,
        Instant to,
        Optional<String> reader,
        Optional<String> user,
        Order order,
        int limit,
        Optional<AuditReadsToken> after) {

    static final Duration LONGEST = Duration.ofDays(400);

    boolean isTooLong() {
        return !from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST) > 0;
    }

    /** Whether it goes on at a time that is not asked for. */
    boolean goesAstray() {
        return after.map(AuditReadsToken::at)
                .filter(at -> at.isBefore(from) || !at.isBefore(to))
                .isPresent();
    }

    /** Days in the order of reading, from where the page before ended. */
    Stream<LocalDate> days() {
        LocalDate first = day(first());
        LocalDate last = day(last());
        return order == Order.OLDEST_FIRST
                ? first.datesUntil(last.plusDays(1))
                : Stream.iterate(last, each -> !each.isBefore(first), each -> each.minusDays(1));
    }

    /** Included; what stands at the time at which the page before ended is read again and left out. */
    Instant first() {
        return order == Order.OLDEST_FIRST ? after.map(AuditReadsToken::at).orElse(from) : from;
    }

    /** Included. */
    Instant last() {
        Instant end = to.minusMillis(1);
        return order == Order.OLDEST_FIRST
                ? end
                : after.map(AuditReadsToken::at).orElse(end);
    }

    private static LocalDate day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /** Comes after the page before. */
    boolean isAhead(AuditRead read) {
        return after.map(token -> order.directed(AuditReadsToken.ORDER).compare(AuditReadsToken.of(read), token) > 0)
                .orElse(true);
    }

    boolean asksFor(AuditRead read) {
        return reader.map(read.reader()::equals).orElse(true)
                && user.map(read.user()::equals).orElse(true);
    }

    String describe() {
        return "audit reads from=%s to=%s%s%s"
                .formatted(
                        from,
                        to,
                        reader.map(each -> " reader=" + each).orElse(""),
                        user.map(each -> " user=" + each).orElse(""));
    }
}
