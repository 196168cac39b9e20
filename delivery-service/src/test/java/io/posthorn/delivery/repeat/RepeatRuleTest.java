// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.repeat;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.Origin;
import io.posthorn.delivery.state.FirstSeen;
import org.junit.jupiter.api.Test;

class RepeatRuleTest {

    private static final FirstSeen SEEN =
            FirstSeen.newBuilder().setOrigin(origin(1, 7)).build();

    @Test
    void whatWasNeverSeenIsTheFirst() {
        assertThat(RepeatRule.judge(null, origin(1, 7))).isEqualTo(RepeatRule.FIRST);
    }

    @Test
    void theSameRecordOnceMoreIsFanoutRunningAgain() {
        assertThat(RepeatRule.judge(SEEN, origin(1, 7))).isEqualTo(RepeatRule.SAME_RECORD);
    }

    @Test
    void anotherRecordIsAProducersRepeat() {
        assertThat(RepeatRule.judge(SEEN, origin(1, 8))).isEqualTo(RepeatRule.DUPLICATE);
    }

    @Test
    void theSameOffsetOfAnotherPartitionIsAnotherRecord() {
        assertThat(RepeatRule.judge(SEEN, origin(2, 7))).isEqualTo(RepeatRule.DUPLICATE);
    }

    @Test
    void aRecordWithoutOriginIsNotTheSame() {
        assertThat(RepeatRule.judge(SEEN, Origin.getDefaultInstance())).isEqualTo(RepeatRule.DUPLICATE);
    }

    private static Origin origin(int partition, long offset) {
        return Origin.newBuilder().setPartition(partition).setOffset(offset).build();
    }
}
