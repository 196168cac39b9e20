// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import com.datastax.oss.driver.api.core.RequestThrottlingException;
import io.posthorn.history.store.Availability.Asker;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class AvailabilityTest {

    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

    private Instant now = START;
    private final Availability availability = new Availability(new Clock() {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void isAwayUntilTheFirstAnswer() {
        assertThat(availability.away()).map(Availability.Away::since).contains(START);

        availability.answered(Asker.CONNECTION);

        assertThat(availability.away()).isEmpty();
    }

    @Test
    void isAwaySinceTheFirstOfManyFailures() {
        availability.answered(Asker.CONNECTION);

        availability.failed(Asker.WRITES, new NoNodeAvailableException());
        now = START.plusSeconds(60);
        availability.failed(Asker.WRITES, new NoNodeAvailableException());
        availability.failed(Asker.WATCH, new NoNodeAvailableException());

        assertThat(availability.away()).map(Availability.Away::since).contains(START);
        assertThat(availability.away()).map(Availability.Away::asker).contains(Asker.WRITES);
        assertThat(availability.away())
                .map(Availability.Away::reason)
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("NoNodeAvailableException"));
    }

    @Test
    void thatWeAskTooMuchAtOnceIsNoAbsence() {
        availability.answered(Asker.CONNECTION);

        availability.failed(Asker.WRITES, new RequestThrottlingException("full"));

        assertThat(availability.away()).isEmpty();
    }

    @Test
    void anAnswerToOneIsNoAnswerToAnother() {
        availability.answered(Asker.CONNECTION);
        availability.failed(Asker.WRITES, new NoNodeAvailableException());

        availability.answered(Asker.WATCH);

        assertThat(availability.away()).isPresent();
    }

    @Test
    void aFailureOfWhoHasNothingToAskAnyMoreSaysNothing() {
        availability.answered(Asker.CONNECTION);
        availability.failed(Asker.WRITES, new NoNodeAvailableException());

        availability.satisfied(Asker.WRITES);

        assertThat(availability.away()).isEmpty();
    }
}
