// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.Message;
import io.posthorn.history.TestMessages;
import io.posthorn.history.tier.Tier;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RowErasureTest {

    private static final Instant APPENDED = Instant.parse("2026-11-20T10:00:00Z");
    private static final Instant BEGUN = Instant.parse("2026-11-21T10:00:00Z");
    private static final Tier WEEK = new Tier(Duration.ofDays(7));

    @Test
    void aRowLosesItsContentAndLivesAsLongAsItWouldHave() {
        assertThat(erase(row(), WEEK, BEGUN))
                .contains(new RowErasure(true, BEGUN, (int) Duration.ofDays(6).toSeconds()));
        assertThat(erase(row(), new Tier(null), BEGUN)).contains(new RowErasure(true, BEGUN, 0));
    }

    /** The log was read again meanwhile: what was there before has no tombstone yet. */
    @Test
    void aRowThatIsWrittenAsErasedLosesWhatLiesBelowIt() {
        assertThat(erase(erased(BEGUN), WEEK, BEGUN))
                .contains(new RowErasure(true, BEGUN, (int) Duration.ofDays(6).toSeconds()));
    }

    @Test
    void whatAnotherErasureErasedKeepsItsTimeAndIsNotCounted() {
        Instant earlier = BEGUN.minusSeconds(60);

        assertThat(erase(erased(earlier), WEEK, BEGUN)).hasValueSatisfying(each -> {
            assertThat(each.counts()).isFalse();
            assertThat(each.at()).isEqualTo(earlier);
        });
    }

    @Test
    void aRowWhoseTimeHasPassedIsLeftToCassandra() {
        assertThat(erase(row(), WEEK, APPENDED.plus(Duration.ofDays(7)))).isEmpty();
        assertThat(erase(row(), WEEK, APPENDED.plus(Duration.ofDays(7)).minusMillis(1)))
                .contains(new RowErasure(true, BEGUN, 1));
    }

    private static Optional<RowErasure> erase(Message row, Tier tier, Instant now) {
        return RowErasure.of(row, tier, BEGUN, now);
    }

    private static Message row() {
        return new TestMessages("user-1").next(1, APPENDED);
    }

    private static Message erased(Instant at) {
        return row().toBuilder().setErasedAt(at.toEpochMilli()).build();
    }
}
