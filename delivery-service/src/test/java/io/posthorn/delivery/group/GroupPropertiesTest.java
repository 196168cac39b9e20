// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupPropertiesTest {

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 100_001})
    void aBoundThatIsNotAllowedIsNamedWithItsRule(int members) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GroupProperties(members))
                .withMessage("posthorn.delivery.groups.members is %d, allowed: 1 to 100000", members);
    }

    @Test
    void theEdgesAreAllowed() {
        assertThat(new GroupProperties(1).members()).isEqualTo(1);
        assertThat(new GroupProperties(100_000).members()).isEqualTo(100_000);
    }
}
