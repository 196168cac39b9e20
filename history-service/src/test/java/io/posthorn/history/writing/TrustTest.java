// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.writing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TrustTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private final Trust trust = new Trust();

    @Test
    void believesWhileNoTableWasMissing() {
        assertThat(trust.believes(Instant.MIN)).isTrue();
        assertThat(trust.believes(NOW)).isTrue();
    }

    @Test
    void believesNothingThatWasBegunRightAfterATableWasMissing() {
        trust.tableFailed(NOW);

        assertThat(trust.believes(NOW.minusSeconds(1))).isFalse();
        assertThat(trust.believes(NOW.plus(Trust.DOUBT))).isFalse();
        assertThat(trust.believes(NOW.plus(Trust.DOUBT).plusMillis(1))).isTrue();
    }
}
