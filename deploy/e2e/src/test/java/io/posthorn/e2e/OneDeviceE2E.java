// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.wire.CloseCode;
import io.posthorn.e2e.rig.Patience;
import io.posthorn.e2e.rig.Posthorn;
import io.posthorn.e2e.rig.SmallPlatform;
import io.posthorn.e2e.rig.TestDevice;
import io.posthorn.e2e.rig.TestUser;
import io.posthorn.e2e.rig.WholeStack;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a user may have one device connected at a time, the configuration says who has to go. */
@WholeStack
class OneDeviceE2E {

    private static final String POLICY = "posthorn.delivery.devices-per-user-policy=";

    @TempDir
    Path folder;

    @Test
    void theNewerIsRefusedOrTakesThePlaceOfTheOlder(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        try (var platform = new SmallPlatform(posthorn, folder, "one-device", POLICY + "one-newer-refused")) {
            TestDevice phone = platform.dial(user, "phone").awaitLive();

            assertThat(platform.dial(user, "laptop").awaitEnd().code()).isEqualTo(CloseCode.FORBIDDEN.code());
            assertThat(phone.closes()).isEmpty();

            phone.leave();
            Patience.await("the laptop may come in").until(() -> isLetIn(platform.dial(user, "laptop")));

            platform.restartDelivery(POLICY + "one-newer-wins");
            TestDevice tablet = platform.dial(user, "tablet").awaitLive();
            TestDevice other = platform.dial(user, "phone").awaitLive();

            Patience.await("the older one is told to go")
                    .until(() ->
                            tablet.closes().stream().anyMatch(closed -> closed.code() == CloseCode.REPLACED.code()));
            assertThat(other.closes()).isEmpty();
        }
    }

    /** Or refused for good. */
    private static boolean isLetIn(TestDevice device) {
        Patience.await("it is let in or not")
                .until(() -> !device.closes().isEmpty() || !device.resumptions().isEmpty());
        return !device.resumptions().isEmpty();
    }
}
