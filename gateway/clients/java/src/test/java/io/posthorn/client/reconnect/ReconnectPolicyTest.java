// SPDX-License-Identifier: Apache-2.0
package io.posthorn.client.reconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReconnectPolicyTest {

    private static final Optional<Duration> NOT_TOLD = Optional.empty();
    private static final Optional<Duration> TOLD = Optional.of(Duration.ofMillis(3_210));

    private final ReconnectPolicy policy = new ReconnectPolicy(true, Duration.ofMillis(100), Duration.ofSeconds(5));

    @ParameterizedTest
    @ValueSource(ints = {1000, 1009, 4001, 4003, 4004, 4005, 4042})
    void after_some_codes_it_never_comes_back(int code) {
        assertThat(policy.pauseAfter(code, TOLD, 0, 0.5)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 50", "1, 100", "2, 200", "5, 1600", "6, 2500", "7, 2500", "1000, 2500"})
    void the_bound_of_a_pause_doubles_up_to_the_cap(int failures, long halfOfTheBound) {
        assertThat(policy.pauseAfter(4100, NOT_TOLD, failures, 0.5)).contains(Duration.ofMillis(halfOfTheBound));
    }

    @Test
    void a_pause_is_drawn_from_all_of_zero_to_the_bound() {
        assertThat(policy.pauseAfter(1006, NOT_TOLD, 3, 0)).contains(Duration.ZERO);
        assertThat(policy.pauseAfter(1006, NOT_TOLD, 3, 1)).contains(Duration.ofMillis(800));
    }

    @ParameterizedTest
    @ValueSource(ints = {1005, 1006, 1011, 4100, 4101, 4199, 4999})
    void other_codes_and_losses_mean_backoff_and_not_before_what_was_told(int code) {
        assertThat(policy.pauseAfter(code, NOT_TOLD, 0, 1)).contains(Duration.ofMillis(100));
        assertThat(policy.pauseAfter(code, TOLD, 0, 1)).isEqualTo(TOLD);
        assertThat(policy.pauseAfter(code, Optional.of(Duration.ofMillis(1)), 0, 1))
                .contains(Duration.ofMillis(100));
    }

    @ParameterizedTest
    @ValueSource(ints = {1001, 1012, 4200, 4242})
    void where_the_server_says_when_it_is_believed(int code) {
        assertThat(policy.pauseAfter(code, TOLD, 9, 0.5)).isEqualTo(TOLD);
        assertThat(policy.pauseAfter(code, NOT_TOLD, 1, 1)).contains(Duration.ofMillis(200));
    }

    @Test
    void a_device_that_was_replaced_leaves_a_minute_to_the_other() {
        assertThat(policy.pauseAfter(4102, NOT_TOLD, 0, 0)).contains(Duration.ofMinutes(1));
        assertThat(policy.pauseAfter(4102, TOLD, 0, 1)).contains(Duration.ofMillis(60_100));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void a_refused_token_is_final(int status) {
        assertThat(policy.pauseAfterRefusal(status, 0, 0.5)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 429, 500, 503})
    void other_refusals_may_pass(int status) {
        assertThat(policy.pauseAfterRefusal(status, 1, 1)).contains(Duration.ofMillis(200));
    }

    @Test
    void who_is_not_to_come_back_does_not() {
        ReconnectPolicy never = new ReconnectPolicy(false, Duration.ZERO, Duration.ZERO);

        assertThat(never.pauseAfter(4200, TOLD, 0, 0.5)).isEmpty();
        assertThat(never.pauseAfter(1006, NOT_TOLD, 0, 0.5)).isEmpty();
        assertThat(never.pauseAfterRefusal(503, 0, 0.5)).isEmpty();
    }

    @Test
    void a_cap_below_the_base_is_refused() {
        assertThatThrownBy(() -> new ReconnectPolicy(true, Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT2S")
                .hasMessageContaining("base <= cap");
        assertThatThrownBy(() -> new ReconnectPolicy(true, Duration.ofSeconds(-2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
