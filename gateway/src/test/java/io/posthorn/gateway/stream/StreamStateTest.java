// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import org.junit.jupiter.api.Test;

class StreamStateTest {

    private static final StreamState RESUMED_AT_10 = StreamState.NOT_RESUMED.at(at(10));

    @Test
    void nothingIsWrittenBeforeResumed() {
        assertThat(StreamState.NOT_RESUMED.judge(at(11), at(10))).isEqualTo(Verdict.EARLY);
        assertThat(StreamState.NOT_RESUMED.judgeCaughtUp(at(10))).isEqualTo(Verdict.EARLY);
        assertThat(StreamState.NOT_RESUMED.judgeRead(at(3))).isEqualTo(Verdict.EARLY);
    }

    @Test
    void resumedIsObeyedOnce() {
        assertThat(StreamState.NOT_RESUMED.judgeResumed(at(10))).isEqualTo(Verdict.WRITE);
        assertThat(RESUMED_AT_10.judgeResumed(at(10))).isEqualTo(Verdict.REPEAT);
    }

    @Test
    void aResumedThatBeginsAfterWhatWasWrittenIsAHole() {
        assertThat(RESUMED_AT_10.judgeResumed(at(11))).isEqualTo(Verdict.HOLE);
        assertThat(RESUMED_AT_10.judgeResumed(at(9))).isEqualTo(Verdict.REPEAT);
        assertThat(RESUMED_AT_10.at(at(11)).judgeResumed(at(11))).isEqualTo(Verdict.REPEAT);
    }

    @Test
    void caughtUpBeyondWhatWasWrittenIsAHole() {
        assertThat(RESUMED_AT_10.judgeCaughtUp(at(11))).isEqualTo(Verdict.HOLE);
        assertThat(RESUMED_AT_10.withCaughtUp().judgeCaughtUp(at(11))).isEqualTo(Verdict.HOLE);
        assertThat(RESUMED_AT_10.judgeCaughtUp(at(9))).isEqualTo(Verdict.WRITE);
    }

    @Test
    void resumedFromTheStartCountsAsResumed() {
        StreamState fromStart = StreamState.NOT_RESUMED.at(Positions.START);

        assertThat(fromStart.judgeResumed(Positions.START)).isEqualTo(Verdict.REPEAT);
        assertThat(fromStart.judge(at(1), Positions.START)).isEqualTo(Verdict.WRITE);
    }

    @Test
    void theNextFrameIsWritten() {
        assertThat(RESUMED_AT_10.judge(at(11), at(10))).isEqualTo(Verdict.WRITE);
    }

    @Test
    void aFrameAtOrBelowTheLastIsARepeat() {
        assertThat(RESUMED_AT_10.judge(at(10), at(9))).isEqualTo(Verdict.REPEAT);
        assertThat(RESUMED_AT_10.judge(at(3), Positions.START)).isEqualTo(Verdict.REPEAT);
    }

    @Test
    void aRepeatWhosePredecessorIsUnknownIsStillARepeatAndNoHole() {
        assertThat(RESUMED_AT_10.judge(at(10), at(12))).isEqualTo(Verdict.REPEAT);
    }

    @Test
    void aFrameAfterOneThatNeverCameIsAHole() {
        assertThat(RESUMED_AT_10.judge(at(13), at(12))).isEqualTo(Verdict.HOLE);
    }

    @Test
    void aPredecessorBelowTheLastIsNoHole() {
        // After a transient frame, an expiry or a collapse.
        StreamState afterTransient = RESUMED_AT_10.at(at(11));

        assertThat(afterTransient.judge(at(12), at(10))).isEqualTo(Verdict.WRITE);
    }

    @Test
    void positionsOfALaterEraComeAfterAllOfAnEarlierOne() {
        assertThat(RESUMED_AT_10.judge(Positions.of(2, 0, 0), at(10))).isEqualTo(Verdict.WRITE);
        assertThat(StreamState.NOT_RESUMED.at(Positions.of(2, 0, 0)).judge(at(99), at(98)))
                .isEqualTo(Verdict.REPEAT);
    }

    @Test
    void caughtUpIsWrittenOnce() {
        assertThat(RESUMED_AT_10.judgeCaughtUp(at(10))).isEqualTo(Verdict.WRITE);
        assertThat(RESUMED_AT_10.withCaughtUp().judgeCaughtUp(at(10))).isEqualTo(Verdict.REPEAT);
        assertThat(RESUMED_AT_10.withCaughtUp().at(at(11)).judgeCaughtUp(at(10)))
                .isEqualTo(Verdict.REPEAT);
    }

    @Test
    void readOnlyGoesForward() {
        StreamState read = RESUMED_AT_10.withRead(at(8));

        assertThat(RESUMED_AT_10.judgeRead(at(8))).isEqualTo(Verdict.WRITE);
        assertThat(read.judgeRead(at(8))).isEqualTo(Verdict.REPEAT);
        assertThat(read.judgeRead(at(7))).isEqualTo(Verdict.REPEAT);
        assertThat(read.judgeRead(at(9))).isEqualTo(Verdict.WRITE);
    }

    private static Position at(long offset) {
        return Positions.of(1, offset, 1_000 + offset);
    }
}
