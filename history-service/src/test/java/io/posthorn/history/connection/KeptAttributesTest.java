// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeptAttributesTest {

    @Test
    void whatFitsIsKept() {
        assertThat(KeptAttributes.of(Map.of("app", "4.2.0", "os", "android")))
                .isEqualTo(new KeptAttributes(Map.of("app", "4.2.0", "os", "android"), 0));
    }

    @Test
    void whatHasNoRoomIsCountedAndWhatComesAfterItStillKept() {
        Map<String, String> all = Map.of("a", "x".repeat(1_000), "b", "y".repeat(100), "c", "z".repeat(10));

        KeptAttributes kept = KeptAttributes.of(all);

        assertThat(kept.kept()).containsOnlyKeys("a", "c");
        assertThat(kept.leftOut()).isEqualTo(1);
    }

    @Test
    void roomIsCountedInBytes() {
        assertThat(KeptAttributes.of(Map.of("a", "ä".repeat(511))).leftOut()).isZero();
        assertThat(KeptAttributes.of(Map.of("a", "ä".repeat(512))).leftOut()).isEqualTo(1);
    }

    @Test
    void namesHaveAsMuchRoom() {
        assertThat(KeptAttributes.names(List.of("a", "x".repeat(2_000), "b"))).containsExactly("a", "b");
    }
}
