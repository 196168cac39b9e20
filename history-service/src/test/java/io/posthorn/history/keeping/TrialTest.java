// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.keeping;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.history.keeping.Trial.Step;
import io.posthorn.history.store.StoreFailure;
import org.junit.jupiter.api.Test;

class TrialTest {

    private final Trial trial = new Trial();

    @Test
    void anOutageIsNoDoubt() {
        refuse(StoreFailure.AWAY, 1_000);

        assertThat(trial.refused(StoreFailure.DOUBTFUL)).isEqualTo(Step.LATER);
    }

    @Test
    void whatBreaksSomethingIsHeldAgainstAnotherRowAfterManyTimes() {
        refuse(StoreFailure.DOUBTFUL, Trial.DOUBTS - 1);

        assertThat(trial.refused(StoreFailure.DOUBTFUL)).isEqualTo(Step.PROBE);
    }

    @Test
    void whatIsRefusedAgainWhileAnotherRowIsTakenIsGuilty() {
        assertThat(trial.refused(StoreFailure.REFUSED)).isEqualTo(Step.PROBE);
        assertThat(trial.probed(true)).isEqualTo(Step.AGAIN);
        assertThat(trial.refused(StoreFailure.REFUSED)).isEqualTo(Step.PROBE);
        assertThat(trial.probed(true)).isEqualTo(Step.GUILTY);
    }

    @Test
    void whatWasSuspectedBeforeAnOutageIsNotAfterIt() {
        assertThat(trial.probed(true)).isEqualTo(Step.AGAIN);
        assertThat(trial.refused(StoreFailure.AWAY)).isEqualTo(Step.LATER);
        assertThat(trial.probed(true)).isEqualTo(Step.AGAIN);
    }

    @Test
    void aTableThatTakesNothingCondemnsNobody() {
        assertThat(trial.probed(true)).isEqualTo(Step.AGAIN);
        assertThat(trial.probed(false)).isEqualTo(Step.LATER);
        assertThat(trial.probed(true)).isEqualTo(Step.AGAIN);
    }

    private void refuse(StoreFailure kind, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(trial.refused(kind)).isEqualTo(Step.LATER);
        }
    }
}
