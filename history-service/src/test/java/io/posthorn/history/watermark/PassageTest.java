// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.watermark;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import org.junit.jupiter.api.Test;

class PassageTest {

    private static final int ERA = 2;

    private static Position at(int era, long offset) {
        return Positions.of(era, offset, 0);
    }

    private static Passage written(Position upTo) {
        return new Passage(new Watermark(upTo), 0, 0);
    }

    @Test
    void theWatermarkCoversWhatIsNotAfterIt() {
        assertThat(written(at(ERA, 7)).covers(at(ERA, 7))).isTrue();
        assertThat(written(at(ERA, 7)).covers(at(ERA, 8))).isFalse();
        assertThat(written(at(ERA, 0)).covers(at(ERA - 1, Long.MAX_VALUE))).isTrue();
        assertThat(written(at(ERA + 1, 0)).covers(at(ERA, 8))).isTrue();
        assertThat(written(at(ERA - 1, 99)).covers(at(ERA - 1, Long.MAX_VALUE))).isFalse();
    }

    @Test
    void whatTheRouterMayStillSayLiesBehindItsPlaceAndBehindTheWatermark() {
        assertThat(new Passage(new Watermark(at(ERA, 4)), 3, 0).unrouted(at(ERA, 9), ERA))
                .isEqualTo(new Stretch(5, 10));
        assertThat(new Passage(new Watermark(at(ERA, 4)), 8, 0).unrouted(at(ERA, 9), ERA))
                .isEqualTo(new Stretch(8, 10));
        assertThat(new Passage(Watermark.START, 0, 0).unrouted(at(ERA, 0), ERA)).isEqualTo(new Stretch(0, 1));
    }

    @Test
    void nothingIsLeftWhereTheRouterHasHandledAll() {
        assertThat(new Passage(new Watermark(at(ERA, 4)), 10, 0)
                        .unrouted(at(ERA, 9), ERA)
                        .isEmpty())
                .isTrue();
    }

    @Test
    void aWatermarkOfAnEarlierEraSaysNothingOfThisInbox() {
        assertThat(written(at(ERA - 1, 99)).unrouted(at(ERA, 9), ERA)).isEqualTo(new Stretch(0, 10));
    }

    @Test
    void thisInboxHoldsNothingOfAnotherEra() {
        assertThat(written(at(ERA - 1, 99))
                        .unrouted(at(ERA - 1, Long.MAX_VALUE), ERA)
                        .isEmpty())
                .isTrue();
    }

    @Test
    void whatHistoryMayStillReadLiesBehindItsPlace() {
        assertThat(new Passage(Watermark.START, 0, 5).unwritten(9)).isEqualTo(new Stretch(5, 9));
        assertThat(new Passage(Watermark.START, 0, 9).unwritten(9).isEmpty()).isTrue();
        assertThat(new Passage(Watermark.START, 0, 0).unwritten(0).isEmpty()).isTrue();
    }

    @Test
    void ofALogThatEndsBeforeWhatWasReadNothingIsRead() {
        assertThat(new Passage(Watermark.START, 0, 9).unwritten(3)).isEqualTo(new Stretch(0, 3));
    }
}
