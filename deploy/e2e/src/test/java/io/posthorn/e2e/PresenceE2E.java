// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.e2e.rig.Outage;
import io.posthorn.e2e.rig.Posthorn;
import io.posthorn.e2e.rig.TestDevice;
import io.posthorn.e2e.rig.TestUser;
import io.posthorn.e2e.rig.WholeStack;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Who is said to be connected is, within a second of a change and within 15 of a gateway's death. Alone, since it times. */
@Isolated
@WholeStack
class PresenceE2E {

    private static final Duration CHANGE = Duration.ofSeconds(1);
    private static final Duration DEATH = Duration.ofSeconds(15);

    @Test
    void aConnectIsKnownWithinASecond(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        user.connect("warm-up").leave();

        user.connect("phone");

        within(CHANGE, () -> isConnected(user));
    }

    @Test
    void aCleanDisconnectIsKnownWithinASecond(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone");
        within(DEATH, () -> isConnected(user));

        phone.leave();

        within(CHANGE, () -> !isConnected(user));
    }

    @Test
    void theDeathOfAGatewayIsKnownWithinFifteenSeconds(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect(2, "phone");
        within(DEATH, () -> isConnected(user));

        try (Outage outage = posthorn.kill(posthorn.gateway(2))) {
            within(DEATH, () -> !isConnected(user));
            assertThat(outage.lasts()).isTrue();
            phone.vanish();
        }
    }

    private static boolean isConnected(TestUser user) {
        return user.device("phone").path("connection").isObject();
    }

    private static void within(Duration time, java.util.concurrent.Callable<Boolean> state) {
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .atMost(time)
                .until(state);
    }
}
