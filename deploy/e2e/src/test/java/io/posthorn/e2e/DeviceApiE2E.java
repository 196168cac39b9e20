// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.client.stream.AckPolicy;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.contracts.wire.CloseCode;
import io.posthorn.e2e.rig.Operator;
import io.posthorn.e2e.rig.Patience;
import io.posthorn.e2e.rig.Posthorn;
import io.posthorn.e2e.rig.TestDevice;
import io.posthorn.e2e.rig.TestUser;
import io.posthorn.e2e.rig.WholeStack;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A device is changed and forgotten: by itself, by its user, by an operator, and by nobody else. */
@WholeStack
class DeviceApiE2E {

    @Test
    void attributesAreSetUpdatedRemovedAndClearedByFrame(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone", setup -> setup.attributes(Map.of("os", "a")));
        awaitAttributes(user, Map.of("os", "a"));

        phone.client().sendText("{\"type\":\"attributes\",\"set\":{\"os\":\"b\",\"app\":\"1\"}}");
        awaitAttributes(user, Map.of("os", "b", "app", "1"));
        phone.client().sendText("{\"type\":\"attributes\",\"remove\":[\"os\"]}");
        awaitAttributes(user, Map.of("app", "1"));
        phone.client().sendText("{\"type\":\"attributes\",\"clear\":true}");
        awaitAttributes(user, Map.of());

        assertThat(phone.errors()).isEmpty();
    }

    @Test
    void theSameByApiForADeviceThatIsAway(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        user.connect("phone", setup -> setup.attributes(Map.of("os", "a"))).leave();
        awaitAttributes(user, Map.of("os", "a"));

        change(posthorn, user, "{\"set\":{\"os\":\"b\",\"app\":\"1\"}}", user.token());
        awaitAttributes(user, Map.of("os", "b", "app", "1"));
        change(posthorn, user, "{\"remove\":[\"os\"]}", new Operator(posthorn).token());
        awaitAttributes(user, Map.of("app", "1"));
        change(posthorn, user, "{\"clear\":true}", user.token());
        awaitAttributes(user, Map.of());
    }

    @Test
    void whatWasSetStaysWhenTheDeviceComesBack(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        user.connect("phone").leave();
        change(posthorn, user, "{\"set\":{\"label\":\"work\"}}", user.token());

        user.connect("phone", setup -> setup.attributes(Map.of("os", "a")));

        awaitAttributes(user, Map.of("label", "work", "os", "a"));
    }

    @Test
    void aForgottenDeviceIsSentAwayAndWhatItWasToGetIsOnRecord(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone", setup -> setup.ack(AckPolicy.MANUAL));
        TestDevice laptop = user.connect(2, "laptop");
        List<String> sent = user.isSent(2);
        phone.awaitIds(sent);
        laptop.awaitIds(sent);

        assertThat(new Operator(posthorn).forget(user, "phone", user.token()).statusCode())
                .isEqualTo(202);

        assertThat(phone.awaitEnd().code()).isEqualTo(CloseCode.FORBIDDEN.code());
        Patience.await("only the laptop is left")
                .untilAsserted(() -> assertThat(user.devices())
                        .singleElement()
                        .satisfies(device ->
                                assertThat(device.get("device").asString()).isEqualTo("laptop")));
        for (String id : sent) {
            Receipt receipt = posthorn.receipts().await(id, ReceiptState.RECEIPT_STATE_SKIPPED);
            assertThat(receipt.getReason()).isEqualTo("forgotten");
            assertThat(receipt.getDevice()).isEqualTo("phone");
        }
        laptop.awaitIds(List.of(sent.get(0), sent.get(1), user.isSent(1).get(0)));
    }

    @Test
    void nobodyElseChangesADevice(Posthorn posthorn) {
        TestUser user = posthorn.newUser();
        TestDevice phone = user.connect("phone", setup -> setup.attributes(Map.of("os", "a")));
        awaitAttributes(user, Map.of("os", "a"));
        Operator operator = new Operator(posthorn);

        for (String token : List.of(
                posthorn.newUser().token(),
                posthorn.token(user.name(), "publish"),
                posthorn.token(user.name(), "audit"))) {
            assertThat(operator.forget(user, "phone", token).statusCode()).isEqualTo(403);
            assertThat(operator.changeAttributes(user, "phone", "{\"clear\":true}", token)
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(operator.forget(user, "phone", "garbage").statusCode()).isEqualTo(401);

        phone.awaitIds(user.isSent(1));
        awaitAttributes(user, Map.of("os", "a"));
    }

    private static void change(Posthorn posthorn, TestUser user, String json, String token) {
        assertThat(new Operator(posthorn)
                        .changeAttributes(user, "phone", json, token)
                        .statusCode())
                .isEqualTo(202);
    }

    private static void awaitAttributes(TestUser user, Map<String, String> expected) {
        Patience.await("the attributes of the phone are " + expected)
                .untilAsserted(() -> assertThat(user.device("phone")
                                .get("attributes")
                                .propertyStream()
                                .collect(Collectors.toMap(Map.Entry::getKey, DeviceApiE2E::value)))
                        .isEqualTo(expected));
    }

    private static String value(Map.Entry<String, JsonNode> attribute) {
        return attribute.getValue().asString();
    }
}
