// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.posthorn.bench.latency.LatencyPlan.Audience;
import io.posthorn.bench.latency.LatencyPlan.Content;
import io.posthorn.bench.latency.LatencyPlan.Load;
import io.posthorn.contracts.wire.Subprotocol;
import org.junit.jupiter.api.Test;

class LatencyPlanTest {

    private static final Audience AUDIENCE = new Audience(3, 2, Subprotocol.JSON);
    private static final Content CONTENT = new Content("chat", 10);

    private final LatencyPlan plan = new LatencyPlan(new Load(100, 2, 5), AUDIENCE, CONTENT);

    @Test
    void the_warm_up_comes_first_and_is_not_measured() {
        assertThat(plan.messages()).isEqualTo(700);
        assertThat(plan.firstMeasured()).isEqualTo(200);
        assertThat(plan.measuredArrivals()).isEqualTo(1_000);
    }

    @Test
    void users_take_turns() {
        assertThat(plan.userOf(0)).isZero();
        assertThat(plan.userOf(2)).isEqualTo(2);
        assertThat(plan.userOf(3)).isZero();
    }

    @Test
    void more_messages_than_can_be_numbered_are_refused() {
        LatencyPlan endless = new LatencyPlan(new Load(1_000_000, 0, 1_000_000), AUDIENCE, CONTENT);

        assertThatThrownBy(endless::messages).isInstanceOf(ArithmeticException.class);
    }
}
