// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.running;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnerTest {

    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    private static final Owner OWNER = new Owner(1234, START);

    @Test
    void isTheProcessThatStartedWhenItDid() {
        assertThat(OWNER.isProcessStartedAt(Optional.of(START.plusSeconds(1)))).isTrue();
        assertThat(OWNER.isProcessStartedAt(Optional.empty())).isTrue();
    }

    @Test
    void isNoLaterProcessOfTheSameNumber() {
        assertThat(OWNER.isProcessStartedAt(Optional.of(START.plusSeconds(60)))).isFalse();
        assertThat(OWNER.isProcessStartedAt(Optional.of(START.minusSeconds(60))))
                .isFalse();
    }
}
