// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.client.stream.AckPolicy;
import io.posthorn.e2e.rig.Patience;
import io.posthorn.e2e.rig.Posthorn;
import io.posthorn.e2e.rig.TestDevice;
import io.posthorn.e2e.rig.TestUser;
import io.posthorn.e2e.rig.WholeStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Which devices a user has, where they are and how far they have come, can be asked. */
@WholeStack
class DevicesE2E {

    @Test
    void aConnectedDeviceIsShownWithItsConnectionAndCursor(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect(2, "phone", setup -> setup.attributes(Map.of("os", "a")));
        phone.awaitIds(user.isSent(3));

        Patience.await("the cursor of the phone is known")
                .untilAsserted(
                        () -> assertThat(user.device("phone").get("cursor").asString())
                                .isEqualTo(phone.message(2).getCursor()));

        JsonNode device = user.device("phone");
        assertThat(device.get("unacked").asLong()).isZero();
        assertThat(device.get("connection").get("connection").asString())
                .isEqualTo(phone.welcome().getConnection());
        assertThat(device.get("connection").get("gateway").asString()).isEqualTo("gateway-2");
        assertThat(device.get("attributes").get("os").asString()).isEqualTo("a");
    }

    @Test
    void whatIsNotAcknowledgedIsCounted(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone", setup -> setup.ack(AckPolicy.MANUAL));
        TestDevice laptop = user.connect("laptop");
        List<String> sent = user.isSent(4);
        phone.awaitIds(sent);
        laptop.awaitIds(sent);

        phone.client().ack(phone.message(0).getCursor());

        Patience.await("three wait for the phone and none for the laptop").untilAsserted(() -> {
            assertThat(user.device("phone").get("unacked").asLong()).isEqualTo(3);
            assertThat(user.device("laptop").get("unacked").asLong()).isZero();
        });
    }

    @Test
    void aDeviceThatHasLeftHasNoConnection(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone");

        phone.leave();

        Patience.await("the phone is known to be away")
                .untilAsserted(
                        () -> assertThat(user.device("phone").path("connection").isObject())
                                .isFalse());
        assertThat(user.device("phone").get("lastSeen").asString()).isNotBlank();
    }

    @Test
    void whoNeverConnectedHasNoDevices(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        user.isSent(1);

        assertThat(user.devices()).isEmpty();
    }

    @Test
    void withoutATokenNothingIsShown(Posthorn posthorn) {
        assertThat(posthorn.newUser().devicesAs("garbage").statusCode()).isEqualTo(401);
    }
}
