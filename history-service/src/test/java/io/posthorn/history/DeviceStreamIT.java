// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import static io.posthorn.history.rig.Answers.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.DisconnectCause;
import io.posthorn.contracts.v1.Message;
import io.posthorn.history.rig.Answers;
import io.posthorn.history.rig.Life;
import io.posthorn.history.rig.RunningHistory;
import io.posthorn.history.rig.SharedHistory;
import io.posthorn.history.rig.TestDevice;
import io.posthorn.history.rig.TestLog;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.local.issuer.TokenRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** How far a device was at any time. */
@SharedHistory
class DeviceStreamIT {

    private static final String USER = "de-3";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static RunningHistory history;
    private static TokenIssuer issuer;
    private static TestLog log;
    private static String own;
    private static String auditor;
    private static Life life;

    @BeforeAll
    static void live() {
        own = issuer.token(new TokenRequest(USER, "device"));
        auditor = issuer.token(new TokenRequest("auditor-1", "audit"));
        life = Life.of(log, USER);
    }

    @Test
    void aDeviceIsShownAsItIsNow() {
        JsonNode now = Answers.ok(history.getAs(own, "/v1/users/de-3/devices/phone/stream"));

        assertThat(now.path("connected").asBoolean()).isTrue();
        assertThat(now.path("connection").path("connection").asString()).isEqualTo("c-2");
        assertThat(Instant.parse(now.path("connection").path("since").asString()))
                .isEqualTo(life.openedAgain());
        assertThat(now.path("attributes").propertyNames()).containsExactlyInAnyOrder("app", "locale");
        assertThat(now.path("cursor").path("cursor").asString())
                .isEqualTo(Cursor.encode(life.positions().get(2), UserHash.of(USER)));
        assertThat(now.path("read").path("offset").asLong()).isEqualTo(2);
        assertThat(states(now)).containsExactly("n-5 waiting", "n-4 waiting", "n-3 acked", "n-2 acked", "n-1 acked");
    }

    @Test
    void aDeviceIsShownAsItWas() {
        JsonNode whileOpen = stream("phone", life.opened());
        assertThat(whileOpen.path("connected").asBoolean()).isTrue();
        assertThat(whileOpen.path("connection").path("connection").asString()).isEqualTo("c-1");
        assertThat(whileOpen.path("connection").has("until")).isFalse();

        JsonNode whileBroken = stream("phone", life.broke().plusMillis(1));
        assertThat(whileBroken.path("connected").asBoolean()).isFalse();
        assertThat(Instant.parse(whileBroken.path("connection").path("until").asString()))
                .isEqualTo(life.broke());
        assertThat(whileBroken.path("connection").path("cause").asString()).isEqualTo("broken");
        assertThat(whileBroken.path("attributes").path("app").asString()).isEqualTo("1");
        assertThat(states(whileBroken)).doesNotContain("n-2 acked", "n-3 acked");
    }

    @Test
    void aTimeHoldsWhatWasAppendedAndSaidInItsMillisecondAndNothingLater() {
        TestDevice device = new TestDevice("exact-1", "phone", "e-1");
        Instant opened = log.say(device.connected(Map.of()));
        Message message = new TestMessages("exact-1").next(1, opened.plusMillis(10), "chat");
        log.commit(message);
        log.awaitDone(Topic.MESSAGES);
        await("later").until(() -> Instant.now().isAfter(opened.plusMillis(20)));
        Instant acked = log.say(device.acked(message.getPosition()));
        log.awaitDone(Topic.CONNECTIONS);

        assertThat(states(exact("exact-1", opened.plusMillis(9)))).isEmpty();
        assertThat(states(exact("exact-1", opened.plusMillis(10)))).containsExactly("n-1 unknown");
        assertThat(states(exact("exact-1", acked.minusMillis(1)))).containsExactly("n-1 unknown");
        assertThat(states(exact("exact-1", acked))).containsExactly("n-1 acked");
    }

    @Test
    void aConnectionIsOpenUntilTheMillisecondOfItsEnd() {
        TestDevice device = new TestDevice("exact-2", "phone", "e-2");
        Instant opened = log.say(device.connected(Map.of()));
        await("later").until(() -> Instant.now().isAfter(opened.plusMillis(2)));
        Instant broke = log.say(device.disconnected(DisconnectCause.DISCONNECT_CAUSE_BROKEN));
        log.awaitDone(Topic.CONNECTIONS);

        assertThat(exact("exact-2", broke.minusMillis(1)).path("connected").asBoolean())
                .isTrue();
        assertThat(exact("exact-2", broke).path("connected").asBoolean(true)).isFalse();
    }

    private static JsonNode exact(String user, Instant at) {
        return Answers.ok(history.getAs(auditor, "/v1/users/" + user + "/devices/phone/stream?purpose=test&at=" + at));
    }

    @Test
    void aHellosCursorCountsAsAnAck() {
        JsonNode tablet = Answers.ok(history.getAs(own, "/v1/users/de-3/devices/tablet/stream?order=asc"));

        assertThat(states(tablet)).containsExactly("n-1 acked", "n-2 acked", "n-3 acked", "n-4 acked", "n-5 waiting");
        assertThat(tablet.has("read")).isFalse();
    }

    @Test
    void messagesOfAStreamComeInPagesAsOfOneTime() {
        String path = "/v1/users/de-3/devices/phone/stream?limit=2";
        JsonNode first = Answers.ok(history.getAs(own, path));
        JsonNode second = Answers.ok(
                history.getAs(own, path + "&next=" + first.path("next").asString()));
        JsonNode third = Answers.ok(
                history.getAs(own, path + "&next=" + second.path("next").asString()));

        assertThat(states(first)).containsExactly("n-5 waiting", "n-4 waiting");
        assertThat(states(second)).containsExactly("n-3 acked", "n-2 acked");
        assertThat(states(third)).containsExactly("n-1 acked");
        assertThat(third.has("next")).isFalse();
        assertThat(third.path("at")).isEqualTo(first.path("at"));
    }

    @Test
    void anAuditorSeesTheMessagesOfTheirClassesOnly() {
        String limited = issuer.token(TokenRequest.auditor("auditor-3", Map.of("classes", List.of("chat"))));

        JsonNode stream = Answers.ok(history.getAs(limited, "/v1/users/de-3/devices/phone/stream?purpose=test"));

        assertThat(states(stream)).containsExactly("n-4 waiting", "n-2 acked");
    }

    @Test
    void aDeviceThatWasForgottenIsAsIfItHadNotBeen() {
        TestDevice device = new TestDevice("forgetful-1", "phone", "f-1");
        log.say(device.connected(Map.of()));
        log.say(device.acked(life.positions().get(4)));
        log.say(device.forgotten());

        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode list = Answers.ok(history.getAs(auditor, "/v1/users/forgetful-1/connections?purpose=test"));
            assertThat(list.path("connections").path(0).path("kind").asString()).isEqualTo("forgotten");
            JsonNode stream =
                    Answers.ok(history.getAs(auditor, "/v1/users/forgetful-1/devices/phone/stream?purpose=test"));
            assertThat(stream.has("cursor")).isFalse();
            assertThat(stream.has("connected")).isFalse();
        });
    }

    @Test
    void whatIsNotOnRecordIsNotFound() {
        assertProblem(history.getAs(own, "/v1/users/de-3/devices/nothing/stream"), 404, "not-found");
        assertProblem(
                history.getAs(
                        own,
                        "/v1/users/de-3/devices/phone/stream?at="
                                + life.opened().minusSeconds(1)),
                404,
                "not-found");
        assertProblem(
                history.getAs(own, "/v1/users/de-3/devices/phone/stream?at=2020-01-01T00:00:00Z"), 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at=2999-01-01T00:00:00Z",
                "at=yesterday",
                "at=1999-01-01T00:00:00Z",
                "limit=0",
                "limit=501",
                "limit=many",
                "order=up",
                "next=garbage",
                "next="
            })
    void aStreamIsAskedForWithAllowedParametersOnly(String query) {
        assertProblem(history.getAs(own, "/v1/users/de-3/devices/phone/stream?" + query), 400, "bad-parameter");
    }

    private static JsonNode stream(String device, Instant at) {
        return Answers.ok(history.getAs(own, "/v1/users/de-3/devices/" + device + "/stream?at=" + at));
    }

    private static List<String> states(JsonNode stream) {
        List<String> states = new ArrayList<>();
        stream.path("messages")
                .forEach(each -> states.add(
                        each.path("id").asString() + " " + each.path("state").asString()));
        return states;
    }
}
