// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.backlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.posthorn.contracts.topic.UserPartitioner;
import org.junit.jupiter.api.Test;

class BacklogPlanTest {

    @Test
    void theOthersShareThePartition() {
        assertThat(new BacklogPlan(10, 5, 1, 1).neighbours(4))
                .hasSize(5)
                .doesNotHaveDuplicates()
                .allMatch(user ->
                        UserPartitioner.partition(user, 4) == UserPartitioner.partition(BacklogPlan.RETURNING, 4));
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BacklogPlan(0, 5, 1, 1))
                .withMessage("--messages is 0, allowed: 1 or more");
        assertThatIllegalArgumentException().isThrownBy(() -> new BacklogPlan(1, 0, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new BacklogPlan(1, 1, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new BacklogPlan(1, 1, 1, 0));
    }
}
