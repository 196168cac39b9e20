// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.history.stored.Order;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
            next = page.next()
                    .map(token -> AuditReadsToken.decode(token.encode()).orElseThrow());
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
    @ValueSource(strings = {"", "garbage", "////", "_____________________________w", "AAAA"})
    void whatIsNoTokenIsNone(String text) {
        assertThat(AuditReadsToken.decode(text)).isEmpty();
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
                .sorted(java.util.Comparator.comparing(AuditReadsToken::of, AuditReadsToken.ORDER))
                .toList();
    }

    private java.util.Iterator<AuditRead> sorted() {
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
