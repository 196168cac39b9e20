// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.counting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.posthorn.history.asking.Asked;
import io.posthorn.history.asking.TestParameters;
import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import io.posthorn.history.security.Reach;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountsQueryTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    @Test
    void withoutDaysItIsTheLastThirty() {
        CountsQuery query = CountsQuery.of(TestParameters.of(), TODAY);

        assertThat(query.from()).isEqualTo(LocalDate.of(2026, 10, 22));
        assertThat(query.to()).isEqualTo(LocalDate.of(2026, 11, 21));
        assertThat(query.covers(count("2026-11-20", "chat"), Reach.WHOLE)).isTrue();
    }

    @Test
    void readsEachMonthThatHasADayOfIt() {
        assertThat(query("2026-11-30", "2027-01-01").months()).containsExactly(202611, 202612);
        assertThat(query("2026-11-30", "2027-01-02").months()).containsExactly(202611, 202612, 202701);
        assertThat(query("2026-11-01", "2026-11-02").months()).containsExactly(202611);
    }

    @Test
    void theLastDayIsNotOfIt() {
        CountsQuery query =
                CountsQuery.of(TestParameters.of("from", "2026-11-20", "to", "2026-11-21", "class", "chat"), TODAY);

        assertThat(query.covers(count("2026-11-20", "chat"), Reach.WHOLE)).isTrue();
        assertThat(query.covers(count("2026-11-21", "chat"), Reach.WHOLE)).isFalse();
        assertThat(query.covers(count("2026-11-19", "chat"), Reach.WHOLE)).isFalse();
        assertThat(query.covers(count("2026-11-20", "system"), Reach.WHOLE)).isFalse();
        assertThat(query.describe()).isEqualTo("counts from=2026-11-20 to=2026-11-21 class=chat");
    }

    @Test
    void aReachByClassesShowsThoseOnly() {
        Reach chat = new Reach(Set.of("chat"), Set.of(), Set.of());
        CountsQuery query = query("2026-11-20", "2026-11-21");

        assertThatNoException().isThrownBy(() -> query.requireWithin(chat));
        assertThat(query.covers(count("2026-11-20", "chat"), chat)).isTrue();
        assertThat(query.covers(count("2026-11-20", "system"), chat)).isFalse();
    }

    @Test
    void aReachByGroupsOrUsersShowsNothing() {
        CountsQuery query = query("2026-11-20", "2026-11-21");

        assertForbidden(query, new Reach(Set.of("chat"), Set.of("ops"), Set.of()));
        assertForbidden(query, new Reach(Set.of(), Set.of(), Set.of("de-")));
    }

    @ParameterizedTest
    @CsvSource({
        "2025-10-16,",
        ",1999-12-31",
        "2026-11-20,2026-11-20",
        "2026-11-21,2026-11-20",
        "2026-11-31,2026-12-01",
        "2026-01-01,2027-02-06",
        "yesterday,today",
        "1999-12-31,2000-01-02",
        "+999999999-12-30,+999999999-12-31"
    })
    void otherDaysAreRefused(@Nullable String from, @Nullable String to) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> query(from, to))
                .extracting(ProblemException::type)
                .isEqualTo(ProblemType.BAD_PARAMETER);
    }

    private static void assertForbidden(CountsQuery query, Reach reach) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> query.requireWithin(reach))
                .extracting(ProblemException::type)
                .isEqualTo(ProblemType.FORBIDDEN);
    }

    private static CountsQuery query(@Nullable String from, @Nullable String to) {
        Map<String, List<String>> given = new HashMap<>();
        if (from != null) {
            given.put("from", List.of(from));
        }
        if (to != null) {
            given.put("to", List.of(to));
        }
        return CountsQuery.of(new Asked(given), TODAY);
    }

    private static DayCount count(String day, String className) {
        return new DayCount(LocalDate.parse(day), className, 1, 0);
    }
}
