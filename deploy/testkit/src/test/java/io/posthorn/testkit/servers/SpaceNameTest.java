// SPDX-License-Identifier: Apache-2.0
package io.posthorn.testkit.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class SpaceNameTest {

    private static final UUID RANDOM = UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");

    @Test
    void tellsTheClass() {
        assertThat(SpaceName.of("RouterIT", RANDOM)).isEqualTo("t_routerit_01234567");
    }

    @Test
    void fitsAKeyspace() {
        assertThat(SpaceName.of("AnExtremelyLongNameOfATestClass$Nested", RANDOM))
                .matches("[a-z][a-z0-9_]*")
                .hasSizeLessThanOrEqualTo(48);
    }
}
