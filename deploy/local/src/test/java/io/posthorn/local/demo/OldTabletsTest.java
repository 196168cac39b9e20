// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OldTabletsTest {

    @Test
    void areFollowedByOneThatNobodyHas() {
        assertThat(OldTablets.next(List.of("phone", "laptop"))).isEqualTo("tablet-1");
        assertThat(OldTablets.next(List.of("tablet-2", "phone", "tablet-10"))).isEqualTo("tablet-11");
    }

    @Test
    void areNotWhatOnlyLooksAlike() {
        assertThat(OldTablets.next(List.of("tablet", "tablet-x", "my-tablet-7", "tablet-99999999999")))
                .isEqualTo("tablet-1");
    }
}
