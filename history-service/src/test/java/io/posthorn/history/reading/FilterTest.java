// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.posthorn.contracts.v1.Message;
import io.posthorn.history.TestMessages;
import io.posthorn.history.asking.TestParameters;
import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FilterTest {

    private static final Instant TEN = Instant.parse("2026-11-20T10:00:00Z");

    @Test
    void withoutParametersAllIsAskedFor() {
        Filter filter = filter();

        assertThat(filter).isEqualTo(Filter.NONE);
        assertThat(filter.fingerprint()).isZero();
        assertThat(filter.describe()).isEmpty();
        assertThat(filter.matches(message(TEN, "chat"))).isTrue();
    }

    @Test
    void aRangeOfTimeHoldsItsBeginAndNotItsEnd() {
        Filter filter = filter("from", "2026-11-20T10:00:00Z", "to", "2026-11-20T11:00:00Z");

        assertThat(filter.matches(message(TEN, "chat"))).isTrue();
        assertThat(filter.matches(message(TEN.minusMillis(1), "chat"))).isFalse();
        assertThat(filter.matches(message(TEN.plusSeconds(3_600), "chat"))).isFalse();
        assertThat(filter.matches(message(TEN.plusSeconds(3_600).minusMillis(1), "chat")))
                .isTrue();
    }

    @Test
    void classAndSourceMustBothBeAskedFor() {
        Filter filter =
                filter("class", "chat", "class", "group", "source", "orders", "source", "a,b", "broadcasts", "true");

        assertThat(filter.matches(message(TEN, "chat"))).isTrue();
        assertThat(filter.matches(message(TEN, "system"))).isFalse();
        assertThat(filter("class", "chat", "source", "billing").matches(message(TEN, "chat")))
                .isFalse();
        assertThat(filter.describe()).isEqualTo(" class=chat class=group source=a,b source=orders broadcasts=true");
    }

    @Test
    void aFingerprintTellsFiltersApart() {
        assertThat(filter("from", "2026-11-20").fingerprint())
                .isNotZero()
                .isEqualTo(filter("from", "2026-11-20T00:00:00Z").fingerprint())
                .isNotEqualTo(filter("from", "2026-11-21").fingerprint())
                .isNotEqualTo(filter("to", "2026-11-20").fingerprint());
    }

    @Test
    void aRangeWithoutTimeIsRefused() {
        refused("from", "2026-11-20", "to", "2026-11-20");
        refused("from", "2026-11-21", "to", "2026-11-20");
    }

    @Test
    void otherSourcesAreRefused() {
        refused("source", "a b");
        refused("source", "orders", "source", "");
    }

    private static Filter filter(String... parameters) {
        return Filter.of(TestParameters.of(parameters));
    }

    private static void refused(String... parameters) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> filter(parameters))
                .extracting(ProblemException::type)
                .isEqualTo(ProblemType.BAD_PARAMETER);
    }

    private static Message message(Instant appended, String className) {
        return new TestMessages("user-1").next(17, appended, className);
    }
}
