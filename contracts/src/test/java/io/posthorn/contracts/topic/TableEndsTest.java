// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.topic.TableEnds.Reached;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableEndsTest {

    @Test
    void anEmptyTableIsReadAtOnce() {
        assertThat(judge(Map.of("a", 0L), Map.of("a", 0L), Map.of("a", 0L))).isEqualTo(Reached.READ);
    }

    @Test
    void allPartitionsMustBeReadToTheirEnd() {
        var ends = Map.of("a", 10L, "b", 5L);

        assertThat(judge(Map.of("a", 0L, "b", 0L), ends, Map.of("a", 10L, "b", 4L)))
                .isEqualTo(Reached.NOT_YET);
        assertThat(judge(Map.of("a", 0L, "b", 0L), ends, Map.of("a", 10L, "b", 5L)))
                .isEqualTo(Reached.READ);
    }

    @Test
    void whatCameAfterTheQuestionDoesNotCount() {
        assertThat(judge(Map.of("a", 3L), Map.of("a", 10L), Map.of("a", 12L))).isEqualTo(Reached.READ);
    }

    @Test
    void aPartitionThatIsNotReadAtAllIsNotReached() {
        assertThat(judge(Map.of(), Map.of("a", 1L), Map.of())).isEqualTo(Reached.NOT_YET);
    }

    @Test
    void aLogThatEndsBeforeWhatWasReadIsAnotherLog() {
        assertThat(judge(Map.of("a", 10L), Map.of("a", 9L), Map.of("a", 10L))).isEqualTo(Reached.CUT);
        assertThat(judge(Map.of("a", 10L, "b", 0L), Map.of("a", 0L, "b", 7L), Map.of("a", 10L, "b", 0L)))
                .isEqualTo(Reached.CUT);
    }

    private static Reached judge(Map<String, Long> asked, Map<String, Long> ends, Map<String, Long> now) {
        return TableEnds.judge(asked, ends, now);
    }
}
