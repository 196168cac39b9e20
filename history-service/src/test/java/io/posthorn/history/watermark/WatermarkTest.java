// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.watermark;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatermarkTest {

    @Test
    void neverMovesBack() {
        Watermark at = new Watermark(Positions.of(2, 10, 5));

        assertThat(at.advance(Positions.of(2, 9, 6))).isEqualTo(at);
        assertThat(at.advance(Positions.of(1, 99, 6))).isEqualTo(at);
        assertThat(at.advance(Positions.of(2, 11, 6)).reached()).isEqualTo(Positions.of(2, 11, 6));
        assertThat(at.advance(Positions.of(3, 0, 6)).reached()).isEqualTo(Positions.of(3, 0, 6));
    }

    @Test
    void travelsAsText() {
        Watermark at = new Watermark(Positions.of(2, 10, 1_795_000_000_123L));

        assertThat(at.toText()).isEqualTo("2:10:1795000000123");
        assertThat(Watermark.parse(at.toText())).isEqualTo(at);
        assertThat(Watermark.parse(Watermark.START.toText())).isEqualTo(Watermark.START);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1:2", "1:2:3:4", "a:b:c", "-1:2:3", "1:2:", "99999999999:2:3"})
    void otherTextsAreTheStart(String text) {
        assertThat(Watermark.parse(text)).isEqualTo(Watermark.START);
    }
}
