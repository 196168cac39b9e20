// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.receipt;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SettlingSettingsTest {

    @Test
    void whatCannotBeNamesValueAndRule() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SettlingSettings(0, 1))
                .withMessage("posthorn.history.settling.threads is 0, allowed: 1 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SettlingSettings(1, -1))
                .withMessage("posthorn.history.settling.rows is -1, allowed: 1 or more");
    }
}
