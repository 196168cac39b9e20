// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.history.store.Availability;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StandstillTest {

    private final Availability availability = new Availability(Clock.systemUTC());
    private final Standstill standstill = new Standstill(availability);

    @BeforeEach
    void connect() {
        availability.answered(Availability.Asker.CONNECTION);
    }

    @Test
    void itLastsUntilTheLastCauseHasEnded() {
        standstill.failed("one", new IllegalStateException("first"));
        standstill.failed("other", new IllegalStateException("second"));

        standstill.ended("one");
        assertThat(reason()).isEqualTo("IllegalStateException: second");
        standstill.ended("other");
        assertThat(availability.away()).isEmpty();
    }

    @Test
    void whatSaysLessDoesNotHideWhatSaysMore() {
        standstill.failed("one", new IllegalStateException("table is gone"));
        standstill.waits("other", new IllegalStateException("not known"));

        assertThat(reason()).isEqualTo("IllegalStateException: table is gone");
        standstill.ended("one");
        assertThat(availability.away()).isPresent();
    }

    @Test
    void anErrorIsNamedToo() {
        standstill.failed("one", new StackOverflowError("too deep"));

        assertThat(reason()).isEqualTo("StackOverflowError: too deep");
    }

    @Test
    void whatNeverBeganDoesNotEndAnything() {
        standstill.waits("one", new IllegalStateException("not known"));

        standstill.ended("other");

        assertThat(reason()).isEqualTo("IllegalStateException: not known");
    }

    private String reason() {
        return availability.away().orElseThrow().reason();
    }
}
