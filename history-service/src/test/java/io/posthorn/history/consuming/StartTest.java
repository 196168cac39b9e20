// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.consuming;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.history.consuming.Start.OnMissing;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StartTest {

    @Test
    void aGroupThatHasReadNothingBeginsWithTheFirstRecord() {
        assertThat(Start.of(OptionalLong.empty(), 17, 40, OnMissing.STOP)).isEqualTo(new Start.At(17));
    }

    @Test
    void goesOnWhereItWas() {
        assertThat(Start.of(OptionalLong.of(20), 17, 40, OnMissing.STOP)).isEqualTo(new Start.At(20));
        assertThat(Start.of(OptionalLong.of(17), 17, 40, OnMissing.STOP)).isEqualTo(new Start.At(17));
        assertThat(Start.of(OptionalLong.of(40), 17, 40, OnMissing.STOP)).isEqualTo(new Start.At(40));
    }

    @Test
    void neverJumpsOverFactsThatWereDeletedUnread() {
        Start start = Start.of(OptionalLong.of(5), 17, 40, OnMissing.STOP);

        assertThat(start).isEqualTo(new Start.Missing(5, 17, 40));
        assertThat(((Start.Missing) start).describe("posthorn.history", "posthorn.messages-3"))
                .contains("posthorn.messages-3 is stopped")
                .contains("records 5 to 16 were deleted before they were handled")
                .contains("--group posthorn.history --topic posthorn.messages:3 --reset-offsets");
    }

    @Test
    void neverTakesACutLogForItsOwn() {
        Start start = Start.of(OptionalLong.of(50), 0, 40, OnMissing.STOP);

        assertThat(start).isEqualTo(new Start.Missing(50, 0, 40));
        assertThat(((Start.Missing) start).describe("g", "t-0")).contains("the log ends at 40");
    }

    @Test
    void hintsThatAreGoneAreLeft() {
        assertThat(Start.of(OptionalLong.of(5), 17, 40, OnMissing.GO_ON)).isEqualTo(new Start.At(17));
        assertThat(Start.of(OptionalLong.of(50), 17, 40, OnMissing.GO_ON)).isEqualTo(new Start.At(17));
    }
}
