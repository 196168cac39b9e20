// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SourcesTest {

    @Test
    void one_address_comes_after_the_other() {
        Sources sources = new Sources(3, 4);

        assertThat(sources.of(0).getHostAddress()).isEqualTo("127.0.3.2");
        assertThat(sources.of(3).getHostAddress()).isEqualTo("127.0.3.5");
        assertThat(sources.of(4).getHostAddress()).isEqualTo("127.0.3.2");
        assertThat(new Sources(254, 250).of(249).getHostAddress()).isEqualTo("127.0.254.251");
    }

    @Test
    void what_is_no_network_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Sources(255, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Sources(-1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Sources(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Sources(1, 251));
    }
}
