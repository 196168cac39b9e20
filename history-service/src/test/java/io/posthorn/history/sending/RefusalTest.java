// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RefusalTest {

    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

    private static Instant after(int seconds) {
        return START.plusSeconds(seconds);
    }

    private static Refusal failing(int... seconds) {
        Refusal refusal = null;
        for (int each : seconds) {
            refusal = Refusal.after(refusal, after(each), "failure at " + each);
        }
        return refusal;
    }

    @Test
    void standsAfterAMinuteOfFailures() {
        Refusal refusal = failing(0, 30, 59);

        assertThat(refusal.stands(after(59))).isFalse();
        assertThat(refusal.stands(after(60))).isTrue();
        assertThat(refusal.describe()).isEqualTo("nothing was written since 2026-11-20T10:00:00Z: failure at 59");
    }

    /** A producer tries one record for 2 minutes before it fails. */
    @Test
    void standsWhileEachAttemptTakesMinutes() {
        assertThat(failing(0, 125).stands(after(249))).isTrue();
    }

    @Test
    void isForgottenWhenNobodyTriesAnyMore() {
        assertThat(failing(0, 100).stands(after(279))).isTrue();
        assertThat(failing(0, 100).stands(after(280))).isFalse();
        assertThat(failing(0, 100, 300).since()).isEqualTo(after(300));
    }
}
