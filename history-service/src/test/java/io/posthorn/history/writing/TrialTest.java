// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.writing;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.history.TestMessages;
import io.posthorn.history.store.StoreFailure;
import io.posthorn.history.tier.Bucket;
import io.posthorn.history.tier.Owner;
import io.posthorn.history.tier.Tier;
import io.posthorn.history.writing.Trial.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class TrialTest {

    private static final NewRow ROW = new NewRow(
            Owner.user("user-1"),
            new Tier(Duration.ofDays(7)),
            new Bucket(202611, 0),
            new TestMessages("user-1").next(1, Instant.EPOCH));

    private final Trial one = new Trial(Bundle.of(ROW));
    private final Trial many = new Trial(new Bundle(Collections.nCopies(3, ROW)));

    @Test
    void whileCassandraIsAwayNobodyIsSuspected() {
        refuse(one, StoreFailure.AWAY, 1_000);
        refuse(many, StoreFailure.AWAY, 1_000);
        assertThat(one.refused(StoreFailure.DOUBTFUL)).isEqualTo(Step.LATER);
        assertThat(many.refused(StoreFailure.DOUBTFUL)).isEqualTo(Step.LATER);
    }

    @Test
    void whatWasSuspectedBeforeAnOutageIsNotAfterIt() {
        assertThat(one.probed(true)).isEqualTo(Step.AGAIN);
        assertThat(one.refused(StoreFailure.AWAY)).isEqualTo(Step.LATER);
        assertThat(one.probed(true)).isEqualTo(Step.AGAIN);
        assertThat(one.probed(true)).isEqualTo(Step.GUILTY);
    }

    @Test
    void whatIsRefusedIsHeldAgainstSomethingElsewhere() {
        assertThat(one.refused(StoreFailure.REFUSED)).isEqualTo(Step.PROBE_ELSEWHERE);
        assertThat(many.refused(StoreFailure.REFUSED)).isEqualTo(Step.PROBE_ELSEWHERE);
    }

    @Test
    void whatBreaksSomethingIsHeldAgainstSomethingBesideItAfterManyTimes() {
        refuse(one, StoreFailure.DOUBTFUL, Trial.DOUBTS - 1);
        assertThat(one.refused(StoreFailure.DOUBTFUL)).isEqualTo(Step.PROBE_BESIDE);
        refuse(many, StoreFailure.DOUBTFUL, Trial.DOUBTS_OF_MANY - 1);
        assertThat(many.refused(StoreFailure.DOUBTFUL)).isEqualTo(Step.PROBE_BESIDE);
    }

    private static void refuse(Trial trial, StoreFailure kind, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(trial.refused(kind)).isEqualTo(Step.LATER);
        }
    }

    @Test
    void whenTheTablesTakeNothingTheRowIsInnocent() {
        assertThat(one.probed(false)).isEqualTo(Step.LATER);
        assertThat(many.probed(false)).isEqualTo(Step.LATER);
    }

    @Test
    void ofManyTheOneAtFaultIsFoundByWritingThemApart() {
        assertThat(many.probed(true)).isEqualTo(Step.APART);
    }

    @Test
    void aRowIsGuiltyWhenItIsRefusedAgainAfterTheTablesTookSomething() {
        assertThat(one.probed(true)).isEqualTo(Step.AGAIN);
        assertThat(one.probed(true)).isEqualTo(Step.GUILTY);
    }

    @Test
    void aTableThatCameBackBetweenTheRowAndTheProbeCondemnsNobody() {
        assertThat(one.probed(false)).isEqualTo(Step.LATER);
        assertThat(one.probed(true)).isEqualTo(Step.AGAIN);
        assertThat(one.probed(false)).isEqualTo(Step.LATER);
        assertThat(one.probed(true)).isEqualTo(Step.AGAIN);
    }
}
