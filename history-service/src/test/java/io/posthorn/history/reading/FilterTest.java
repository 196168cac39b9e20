// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.posthorn.contracts.v1.Message;
import io.posthorn.history.TestMessages;
import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {

    private static final Instant TEN = Instant.parse("2026-11-20T10:00:00Z");

    @Test
    void withoutParametersAllIsAskedFor() {
        Filter filter = Filter.of(Filter.Parameters.NONE);

        assertThat(filter).isEqualTo(Filter.NONE);
        assertThat(filter.fingerprint()).isZero();
        assertThat(filter.describe()).isEmpty();
        assertThat(filter.matches(message(TEN, "chat"))).isTrue();
    }

    @Test
    void aRangeOfTimeHoldsItsBeginAndNotItsEnd() {
        Filter filter = times("2026-11-20T10:00:00Z", "2026-11-20T11:00:00Z");

        assertThat(filter.matches(message(TEN, "chat"))).isTrue();
        assertThat(filter.matches(message(TEN.minusMillis(1), "chat"))).isFalse();
        assertThat(filter.matches(message(TEN.plusSeconds(3_600), "chat"))).isFalse();
        assertThat(filter.matches(message(TEN.plusSeconds(3_600).minusMillis(1), "chat")))
                .isTrue();
    }

    @Test
    void aDayIsItsFirstMoment() {
        assertThat(times("2026-11-20", null).from()).isEqualTo(Instant.parse("2026-11-20T00:00:00Z"));
    }

    @Test
    void classAndSourceMustBothBeAskedFor() {
        Filter filter = Filter.of(
                new Filter.Parameters(null, null, List.of("chat", "group"), List.of("orders", "a,b"), "true"));

        assertThat(filter.matches(message(TEN, "chat"))).isTrue();
        assertThat(filter.matches(message(TEN, "system"))).isFalse();
        assertThat(Filter.of(new Filter.Parameters(null, null, List.of("chat"), List.of("billing"), null))
                        .matches(message(TEN, "chat")))
                .isFalse();
        assertThat(filter.describe()).isEqualTo(" class=chat class=group source=a,b source=orders broadcasts=true");
    }

    @Test
    void aFingerprintTellsFiltersApart() {
        assertThat(times("2026-11-20", null).fingerprint())
                .isNotZero()
                .isEqualTo(times("2026-11-20T00:00:00Z", null).fingerprint())
                .isNotEqualTo(times("2026-11-21", null).fingerprint())
                .isNotEqualTo(times(null, "2026-11-20").fingerprint());
    }

    @ParameterizedTest
    @CsvSource({
        "yesterday,",
        ",noon",
        "2026-11-20T10:00:00,",
        "2026-11-31,",
        "1969-12-31,",
        "+1000000000-12-31T23:59:59Z,",
        "2026-11-20,2026-11-20",
        "2026-11-21,2026-11-20"
    })
    void otherTimesAreRefused(@Nullable String from, @Nullable String to) {
        assertBad(new Filter.Parameters(from, to, List.of(), List.of(), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Chat", "chat ", "c'"})
    void otherClassesAreRefused(String name) {
        assertBad(new Filter.Parameters(null, null, List.of("chat", name), List.of(), null));
    }

    @Test
    void otherSourcesFlagsAndTooManyOfThemAreRefused() {
        List<String> many = IntStream.range(0, 51).mapToObj(each -> "s" + each).toList();

        assertBad(new Filter.Parameters(null, null, List.of(), List.of("a b"), null));
        assertBad(new Filter.Parameters(null, null, List.of(), many, null));
        assertBad(new Filter.Parameters(null, null, many, List.of(), null));
        assertBad(new Filter.Parameters(null, null, List.of(), List.of(), "yes"));
        assertBad(new Filter.Parameters("", null, List.of(), List.of(), null));
    }

    private static void assertBad(Filter.Parameters parameters) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Filter.of(parameters))
                .extracting(ProblemException::type)
                .isEqualTo(ProblemType.BAD_PARAMETER);
    }

    private static Filter times(@Nullable String from, @Nullable String to) {
        return Filter.of(new Filter.Parameters(from, to, List.of(), List.of(), null));
    }

    private static Message message(Instant appended, String className) {
        return new TestMessages("user-1").next(17, appended, className);
    }
}
