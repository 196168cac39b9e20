// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.keeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class KeepingSettingsTest {

    private static KeepingSettings settings(String retention) {
        return new KeepingSettings(Duration.parse(retention), 1, DataSize.ofBytes(1), 64);
    }

    @Test
    void zeroIsWithoutEnd() {
        assertThat(settings("PT0S").tier().retention()).isNull();
        assertThat(settings("P30D").tier().retention()).isEqualTo(Duration.ofDays(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-1S", "PT0.5S", "P8000D"})
    void aRetentionThatCannotBeIsRefused(String retention) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(retention))
                .withMessageContaining("posthorn.history.receipts.retention is");
    }

    @Test
    void boundsAreNeeded() {
        Duration year = Duration.ofDays(365);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeepingSettings(year, 0, DataSize.ofBytes(1), 64))
                .withMessageContaining("max-rows is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeepingSettings(year, 1, DataSize.ofBytes(0), 64))
                .withMessageContaining("max-bytes is 0B");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeepingSettings(year, 1, DataSize.ofBytes(1), 0))
                .withMessageContaining("in-flight is 0");
    }
}
