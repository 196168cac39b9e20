// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.asking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import io.posthorn.history.stored.Order;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AskedTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    @Test
    void withoutParametersItIsTheUsual() {
        Asked asked = TestParameters.of();

        assertThat(asked.limit()).isEqualTo(50);
        assertThat(asked.order(Order.NEWEST_FIRST)).isEqualTo(Order.NEWEST_FIRST);
        assertThat(asked.time("from")).isEmpty();
        assertThat(asked.day("from")).isEmpty();
        assertThat(asked.past("at", NOW)).isEqualTo(NOW);
        assertThat(asked.flag("broadcasts")).isFalse();
        assertThat(asked.classes()).isEmpty();
        assertThat(asked.id("user")).isEmpty();
        assertThat(asked.number("size")).isEmpty();
        assertThat(asked.next(Optional::of)).isEmpty();
    }

    @Test
    void itSaysWhatItWasGiven() {
        Asked asked = TestParameters.of(
                "limit", "500", "order", "asc", "class", "chat", "class", "system", "broadcasts", "true", "size", "0");

        assertThat(asked.limit()).isEqualTo(500);
        assertThat(asked.order(Order.NEWEST_FIRST)).isEqualTo(Order.OLDEST_FIRST);
        assertThat(asked.order("up", "down")).contains("up");
        assertThat(asked.classes()).containsExactlyInAnyOrder("chat", "system");
        assertThat(asked.flag("broadcasts")).isTrue();
        assertThat(asked.needed("size")).isZero();
    }

    @Test
    void aDayIsItsFirstMoment() {
        Asked asked = TestParameters.of("from", "2026-11-20", "to", "2026-11-20T01:00:00+01:00");

        assertThat(asked.time("from")).contains(Instant.parse("2026-11-20T00:00:00Z"));
        assertThat(asked.time("to")).isEqualTo(asked.time("from"));
        assertThat(asked.day("from")).contains(LocalDate.of(2026, 11, 20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2000-01-01", "2000-01-01T00:00:00Z", "9999-12-31", "9999-12-31T23:59:59Z"})
    void theFirstAndTheLastTimeAreTimes(String text) {
        assertThat(TestParameters.of("from", text).time("from")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-11-20T10:00:00",
                "2026-11-31",
                "2026-02-30T00:00:00Z",
                "1999-12-31",
                "1999-12-31T23:59:59.999Z",
                "+10000-01-01T00:00:00Z",
                "-999999999-01-01",
                "-999999999-01-01T00:00:00+18:00",
                "+999999999-12-31T23:59:59-18:00",
                "+999999999-12-31T23:59:59.999999999Z",
                "+1000000000-12-31T23:59:59Z",
                "1763632800000"
            })
    void otherTimesAreRefused(String text) {
        Asked asked = TestParameters.of("from", text);

        refused("from", () -> asked.time("from"));
        refused("from", () -> asked.past("from", NOW));
        refused("from", () -> asked.day("from"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-20T10:00:00Z", "-999999999-01-01", "+999999999-12-31"})
    void otherDaysAreRefused(String text) {
        refused("from", () -> TestParameters.of("from", text).day("from"));
    }

    @Test
    void whatIsPastHasHappened() {
        assertThat(TestParameters.of("at", "2026-11-20T10:00:00Z").past("at", NOW))
                .isEqualTo(NOW);
        refused("at", () -> TestParameters.of("at", "2026-11-20T10:00:00.001Z").past("at", NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "501", "-1", "+5", " 5", "ten", "5.5", "1e2", "٥", "0x10", "99999999999"})
    void otherLimitsAreRefused(String text) {
        refused("limit", () -> TestParameters.of("limit", text).limit());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ASC", "newest", "asc "})
    void otherOrdersAreRefused(String text) {
        refused("order", () -> TestParameters.of("order", text).order(Order.NEWEST_FIRST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "01", "1.0", "9223372036854775808", "x"})
    void otherNumbersAreRefused(String text) {
        refused("size", () -> TestParameters.of("size", text).number("size"));
        refused("size", () -> TestParameters.of().needed("size"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Chat", "chat ", "c'", "a,b"})
    void otherClassesAreRefused(String text) {
        refused("class", () -> TestParameters.of("class", "chat", "class", text).classes());
    }

    @Test
    void tooManyNamesAreRefused() {
        String[] many = new String[102];
        for (int i = 0; i < many.length; i += 2) {
            many[i] = "source";
            many[i + 1] = "s" + i;
        }

        refused("source", () -> TestParameters.of(many).ids("source"));
    }

    @Test
    void otherIdsAndFlagsAreRefused() {
        refused("user", () -> TestParameters.of("user", "").id("user"));
        refused("user", () -> TestParameters.of("user", "a b").id("user"));
        refused("user", () -> TestParameters.of("user", "x".repeat(129)).id("user"));
        refused("broadcasts", () -> TestParameters.of("broadcasts", "1").flag("broadcasts"));
    }

    @Test
    void aTokenThatTheListHasNotGivenIsRefused() {
        Continuation list = new Continuation("some");

        assertThat(TestParameters.of("next", list.encode(new byte[] {1})).next(list, place -> Optional.of(place.get())))
                .contains((byte) 1);
        refused("next", () -> TestParameters.of("next", "garbage").next(list, Optional::of));
        refused("next", () -> TestParameters.of("next", "any").next(text -> Optional.empty()));
    }

    @Test
    void whatIsSaidTwiceIsRefused() {
        Asked asked = TestParameters.of(
                "limit",
                "5",
                "limit",
                "5",
                "order",
                "asc",
                "order",
                "desc",
                "from",
                "2026-11-20",
                "from",
                "2026-11-21",
                "next",
                "a",
                "next",
                "b",
                "user",
                "u",
                "user",
                "v",
                "size",
                "1",
                "size",
                "2");

        refused("limit", asked::limit);
        refused("order", () -> asked.order(Order.NEWEST_FIRST));
        refused("from", () -> asked.time("from"));
        refused("from", () -> asked.day("from"));
        refused("next", () -> asked.next(Optional::of));
        refused("user", () -> asked.id("user"));
        refused("size", () -> asked.number("size"));
    }

    private static void refused(String named, ThrowingCallable asking) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(asking)
                .withMessageStartingWith(named)
                .extracting(ProblemException::type)
                .isEqualTo(ProblemType.BAD_PARAMETER);
    }
}
