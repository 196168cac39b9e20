// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.audit;

import io.posthorn.history.asking.Asked;
import io.posthorn.history.asking.Continuation;
import io.posthorn.history.stored.Order;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
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

    /** That one page walks through: sixteen partitions each, also those in which nobody read anything. */
    static final int MOST_DAYS = 31;

    private static final Duration DEFAULT_SPAN = Duration.ofDays(30);
    private static final int READER_CHARACTERS = 256;

    /** @throws io.posthorn.history.problem.ProblemException a parameter is not allowed */
    static AuditReadsQuery of(Asked asked, Instant now) {
        Order order = asked.order(Order.NEWEST_FIRST);
        Optional<AuditReadsToken> after = asked.next(list(order), AuditReadsToken::of);
        Instant to = asked.time("to").orElseGet(() -> now.plusSeconds(1));
        AuditReadsQuery query = new AuditReadsQuery(
                asked.time("from").orElseGet(() -> usualFrom(to, after)),
                to,
                asked.given("reader"),
                asked.id("user"),
                order,
                asked.limit(),
                after);
        if (query.isTooLong()) {
            throw Asked.bad("from must be before to, and at most %d days".formatted(LONGEST.toDays()));
        }
        if (query.goesAstray()) {
            throw Asked.bad("next is not one that a listing of these times has given");
        }
        if (query.reader.filter(AuditReadsQuery::isNoReader).isPresent()) {
            throw Asked.bad("reader must have 1 to %d characters".formatted(READER_CHARACTERS));
        }
        return query;
    }

    /** Now moves on from page to page, and what the first one reached is not left behind. */
    private static Instant usualFrom(Instant to, Optional<AuditReadsToken> after) {
        Instant from = to.minus(DEFAULT_SPAN);
        return after.map(AuditReadsToken::at).filter(from::isAfter).orElse(from);
    }

    /** Whoever issues tokens names them, so it is not our kind of id. */
    private static boolean isNoReader(String reader) {
        return reader.isBlank() || reader.length() > READER_CHARACTERS;
    }

    private static Continuation list(Order order) {
        return new Continuation("audit reads " + Asked.text(order));
    }

    String next(AuditReadsToken reached) {
        return list(order).encode(reached.bytes());
    }

    boolean isTooLong() {
        return !from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST) > 0;
    }

    /** Whether it goes on at a time that is not asked for. */
    boolean goesAstray() {
        return after.map(AuditReadsToken::at)
                .filter(at -> at.isBefore(from) || !at.isBefore(to))
                .isPresent();
    }

    /** Of one page, in the order of reading, from where the page before ended. */
    Stream<LocalDate> days() {
        LocalDate first = day(first());
        LocalDate last = day(last());
        Stream<LocalDate> all = order == Order.OLDEST_FIRST
                ? first.datesUntil(last.plusDays(1))
                : Stream.iterate(last, each -> !each.isBefore(first), each -> each.minusDays(1));
        return all.limit(MOST_DAYS);
    }

    /** The place behind those days; empty when there are no more. */
    Optional<AuditReadsToken> behindDays() {
        LocalDate first = day(first());
        LocalDate last = day(last());
        if (ChronoUnit.DAYS.between(first, last) < MOST_DAYS) {
            return Optional.empty();
        }
        return Optional.of(
                order == Order.OLDEST_FIRST
                        ? AuditReadsToken.behind(first.plusDays(MOST_DAYS - 1))
                        : AuditReadsToken.before(last.minusDays(MOST_DAYS - 1)));
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
