// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.posthorn.history.asking.Continuation;
import io.posthorn.history.asking.TestParameters;
import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import io.posthorn.history.stored.Order;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditReadsPageTest {

    private static final Instant START = Instant.parse("2026-11-20T23:59:58Z");

    private final List<AuditRead> log = List.of(read(0, "a"), read(0, "b"), read(1, "a"), read(2, "a"));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void pagesJoinAlsoWithinOneMoment(int limit) {
        List<AuditRead> all = new ArrayList<>();
        Optional<AuditReadsToken> next = Optional.empty();
        do {
            AuditReadsPage page = AuditReadsPage.of(query(Order.OLDEST_FIRST, limit, Optional.empty(), next), sorted());
            all.addAll(page.reads());
            assertThat(all).as("pages that repeat have no end").hasSizeLessThan(1_000);
            next = page.next()
                    .map(token ->
                            AuditReadsToken.of(ByteBuffer.wrap(token.bytes())).orElseThrow());
        } while (next.isPresent());

        assertThat(all).containsExactlyElementsOf(inOrder());
    }

    @Test
    void onlyWhatIsAskedForIsShown() {
        AuditReadsPage page =
                AuditReadsPage.of(query(Order.OLDEST_FIRST, 10, Optional.of("b"), Optional.empty()), sorted());

        assertThat(page.reads()).extracting(AuditRead::reader).containsExactly("b");
        assertThat(page.next()).isEmpty();
    }

    @Test
    void aPageOfFewMatchesEndsEarlyAndSaysHowToGoOn() {
        List<AuditRead> many = Collections.nCopies(AuditReadsPage.MOST_LOOKED_AT + 1, log.get(0));

        AuditReadsPage page =
                AuditReadsPage.of(query(Order.OLDEST_FIRST, 10, Optional.of("b"), Optional.empty()), many.iterator());

        assertThat(page.reads()).isEmpty();
        assertThat(page.next()).isPresent();
    }

    @Test
    void daysComeInTheOrderOfReading() {
        assertThat(query(Order.OLDEST_FIRST, 1, Optional.empty(), Optional.empty())
                        .days())
                .containsExactly(LocalDate.of(2026, 11, 20), LocalDate.of(2026, 11, 21));
        assertThat(query(Order.NEWEST_FIRST, 1, Optional.empty(), Optional.empty())
                        .days())
                .containsExactly(LocalDate.of(2026, 11, 21), LocalDate.of(2026, 11, 20));
    }

    @ParameterizedTest
    @EnumSource
    void aLongTimeIsWalkedThroughInSeveralPages(Order order) {
        List<AuditRead> sparse = IntStream.of(0, 1, 30, 31, 32, 61, 62, 200, 398)
                .mapToObj(AuditReadsPageTest::atDay)
                .toList();
        List<AuditRead> all = new ArrayList<>();
        List<Long> days = new ArrayList<>();
        Optional<AuditReadsToken> next = Optional.empty();
        do {
            AuditReadsQuery query = new AuditReadsQuery(
                    START, START.plus(Duration.ofDays(399)), Optional.empty(), Optional.empty(), order, 2, next);
            assertThat(query.goesAstray()).isFalse();
            AuditReadsPage page = AuditReadsPage.of(query, stored(sparse, query));
            all.addAll(page.reads());
            days.add(query.days().count());
            next = page.next();
        } while (next.isPresent());

        assertThat(all)
                .containsExactlyElementsOf(sparse.stream()
                        .sorted(order.directed(Comparator.comparing(AuditRead::at)))
                        .toList());
        assertThat(days).hasSizeLessThan(25).allMatch(each -> each <= AuditReadsQuery.MOST_DAYS);
    }

    private static AuditRead atDay(int day) {
        return read(day * 86_400, "a");
    }

    /** As the table gives it: of the days that are asked for, between the times. */
    private static Iterator<AuditRead> stored(List<AuditRead> log, AuditReadsQuery query) {
        List<LocalDate> days = query.days().toList();
        return log.stream()
                .filter(each -> days.contains(each.day()))
                .filter(each -> !each.at().isBefore(query.first()) && !each.at().isAfter(query.last()))
                .sorted(query.order().directed(Comparator.comparing(AuditReadsToken::of, AuditReadsToken.ORDER)))
                .iterator();
    }

    @Test
    void theUsualThirtyDaysAreOnePage() {
        AuditReadsQuery query = AuditReadsQuery.of(TestParameters.of(), START);

        assertThat(query.days()).hasSize(31);
        assertThat(query.behindDays()).isEmpty();
    }

    @Test
    void aTokenIsOfOneOrder() {
        AuditReadsQuery newest = AuditReadsQuery.of(TestParameters.of(), START);
        String next = newest.next(new AuditReadsToken(START.minusSeconds(9), UUID.randomUUID()));

        assertThat(AuditReadsQuery.of(TestParameters.of("next", next), START).after())
                .isPresent();
        refused("next", next, "order", "asc");
        refused("next", "garbage");
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1L << 48, Long.MAX_VALUE})
    void aTokenOfATimeThatNeverWasIsNone(long millis) {
        byte[] place = ByteBuffer.allocate(24).putLong(millis).array();

        assertThat(AuditReadsToken.of(ByteBuffer.wrap(place))).isEmpty();
        assertThat(AuditReadsToken.of(ByteBuffer.wrap(place, 1, 23))).isEmpty();
        refused("next", new Continuation("audit reads desc").encode(place));
    }

    @Test
    void otherRangesAndReadersAreRefused() {
        refused("from", "2026-11-20", "to", "2026-11-20");
        refused("from", "2025-10-15", "to", "2026-11-20");
        refused("to", "-999999999-01-01T00:00:00Z");
        refused("from", "+999999999-12-31T23:59:59Z");
        refused("reader", "");
        refused("reader", "x".repeat(257));
        refused("user", "a b");
    }

    private static void refused(String... parameters) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> AuditReadsQuery.of(TestParameters.of(parameters), START))
                .extracting(ProblemException::type)
                .isEqualTo(ProblemType.BAD_PARAMETER);
    }

    @ParameterizedTest
    @CsvSource({"-1,true", "0,false", "59999,false", "60000,true", "-1000000000000,true", "100000000000000,true"})
    void aTokenOfATimeThatIsNotAskedForGoesAstray(long millisFromStart, boolean isAstray) {
        AuditReadsToken token = new AuditReadsToken(START.plusMillis(millisFromStart), UUID.randomUUID());

        for (Order order : Order.values()) {
            assertThat(query(order, 1, Optional.empty(), Optional.of(token)).goesAstray())
                    .isEqualTo(isAstray);
        }
        assertThat(query(Order.OLDEST_FIRST, 1, Optional.empty(), Optional.empty())
                        .goesAstray())
                .isFalse();
    }

    private List<AuditRead> inOrder() {
        return log.stream()
                .sorted(Comparator.comparing(AuditReadsToken::of, AuditReadsToken.ORDER))
                .toList();
    }

    private Iterator<AuditRead> sorted() {
        return inOrder().iterator();
    }

    private static AuditReadsQuery query(
            Order order, int limit, Optional<String> reader, Optional<AuditReadsToken> after) {
        return new AuditReadsQuery(START, START.plusSeconds(60), reader, Optional.empty(), order, limit, after);
    }

    private static AuditRead read(int second, String reader) {
        return new AuditRead(
                START.plusSeconds(second), UUID.randomUUID(), reader, "s", "user-1", "why", "what", 1, "::1");
    }
}
