// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingSettingsTest {

    @Test
    void rowsLiveForTheRetention() {
        assertThat(new RecordingSettings(Duration.ofDays(365), Duration.ofDays(45), 1, 1)
                        .life()
                        .name())
                .isEqualTo("365d");
    }

    @ParameterizedTest
    @CsvSource({
        "PT59S, P45D, 1, 1, retention",
        "P7300D, P45D, 1, 1, retention",
        "P365D, PT59M, 1, 1, device-known-for",
        "P365D, P401D, 1, 1, device-known-for",
        "P365D, P45D, 0, 1, max-records",
        "P365D, P45D, 1, 0, known-rows"
    })
    void whatIsBeyondItsBoundsIsNamedWithTheRule(
            Duration retention, Duration known, int records, int rows, String named) {
        assertThatThrownBy(() -> new RecordingSettings(retention, known, records, rows))
                .hasMessageContaining("posthorn.history.people." + named)
                .hasMessageContaining("allowed");
    }
}
