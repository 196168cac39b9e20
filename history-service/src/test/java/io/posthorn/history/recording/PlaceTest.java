// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PlaceTest {

    private static final Instant AT = Instant.parse("2026-11-20T10:00:00.123Z");

    @Test
    void whatIsAppendedLaterIsWrittenLater() {
        assertThat(new Place(0, 9, AT).writtenAt()).isLessThan(new Place(0, 10, AT).writtenAt());
        assertThat(new Place(0, 999, AT).writtenAt()).isLessThan(new Place(0, 0, AT.plusMillis(1)).writtenAt());
    }

    @Test
    void theSameRecordIsAlwaysWrittenAtTheSameTime() {
        assertThat(new Place(3, 4711, AT).writtenAt()).isEqualTo(1_795_168_800_123_711L);
    }

    @Test
    void aTimeOfNoMonthIsNotSound() {
        assertThat(new Place(0, 0, AT).isSound()).isTrue();
        assertThat(new Place(0, 0, Instant.ofEpochMilli(-1)).isSound()).isFalse();
    }
}
