// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.session;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionSettingsTest {

    @Test
    void theDefaultsAreAllowed() {
        assertThatNoException().isThrownBy(() -> settings("PT30M", "PT12H", "PT1M", "PT0.25S", 16));
    }

    @ParameterizedTest
    @CsvSource({
        "PT1M,  PT12H, PT1M,   PT0.25S, 16, idle is PT1M",
        "PT30M, PT29M, PT1M,   PT0.25S, 16, longest is PT29M",
        "PT30M, P31D,  PT1M,   PT0.25S, 16, longest is PT744H",
        "PT30M, PT12H, PT0S,   PT0.25S, 16, activity is PT0S",
        "PT30M, PT12H, PT1M,   PT1S,    16, sweep is PT1S",
        "PT30M, PT12H, PT1M,   PT0S,    16, sweep is PT0S",
        "PT30M, PT12H, PT1M,   PT0.25S, 0,  per-user is 0"
    })
    void whatCannotKeepThePromisesIsRefused(
            String idle, String longest, String activity, String sweep, int perUser, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(idle, longest, activity, sweep, perUser))
                .withMessageStartingWith("posthorn.gateway.session." + message + ", allowed:");
    }

    private static SessionSettings settings(String idle, String longest, String activity, String sweep, int perUser) {
        return new SessionSettings(
                Duration.parse(idle),
                Duration.parse(longest),
                Duration.parse(activity),
                Duration.parse(sweep),
                perUser);
    }
}
