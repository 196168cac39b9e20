// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway;

import static io.posthorn.contracts.session.RevocationRules.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.TopicSetup;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.gateway.rig.Browser;
import io.posthorn.gateway.rig.Device;
import io.posthorn.gateway.rig.RawSocket;
import io.posthorn.gateway.rig.RunningGateway;
import io.posthorn.gateway.rig.StandingRecords;
import io.posthorn.gateway.rig.StandingRecords.Obstacle;
import io.posthorn.gateway.rig.TestIssuer;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A gateway that cannot tell who was revoked admits nobody, says so, and admits again by itself. */
@RealKafka
class RevocationsUnreadableIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String SHORT = "posthorn.gateway.session.revocation.unreadable-after=2s";

    static KafkaSpace kafka;
    private static final TestIssuer issuer = new TestIssuer();
    private static StandingRecords records;

    @BeforeAll
    static void start() {
        records = new StandingRecords(kafka);
    }

    @AfterAll
    static void stop() {
        records.close();
        issuer.close();
    }

    @Test
    void itAdmitsNobodyWhileItCannotReadAndAdmitsAgainWhenItCan() {
        try (RunningGateway gateway = RunningGateway.start(kafka, issuer, "unreadable", SHORT)) {
            Device device = Device.connect(gateway.port(), issuer.token("user-1"), "phone");
            Browser browser = Browser.with(gateway.port(), issuer.token("user-1"));

            try (Obstacle obstacle = records.obstruct(Topic.REVOCATIONS)) {
                await().atMost(LONG).until(() -> readiness(gateway) == 503);

                assertThat(obstacle).isNotNull();
                assertRefused(gateway);
                assertThat(browser.show(gateway.port()).statusCode()).isEqualTo(503);
                try (RawSocket byCookie = browser.connect(gateway.port())) {
                    assertThat(byCookie.status()).isEqualTo(503);
                }
                assertThat(Browser.ask(gateway.port(), "POST", "Authorization: Bearer " + issuer.token("user-1"))
                                .statusCode())
                        .isEqualTo(503);
                device.say("{'type':'auth','token':'" + issuer.token("user-1") + "'}");
                device.awaitFrames(2);
                assertThat(device.last().getError().getCode()).isEqualTo("auth-unavailable");
                assertThat(device.last().getError().getTemporary()).isTrue();
                assertThat(device.closeCode()).isZero();
            }

            await().atMost(LONG).until(() -> readiness(gateway) == 200);
            assertAdmitted(gateway);
            assertThat(browser.show(gateway.port()).statusCode()).isEqualTo(200);
            device.close();
        }
    }

    @Test
    void aBadTokenIsStillNoToken() {
        try (RunningGateway gateway = RunningGateway.start(kafka, issuer, "unreadable-bad", SHORT);
                Obstacle obstacle = records.obstruct(Topic.REVOCATIONS)) {
            assertThat(obstacle).isNotNull();
            await().atMost(LONG).until(() -> readiness(gateway) == 503);
            for (String token : List.of(issuer.forged("user-1"), issuer.unsigned("user-1"), "garbage")) {
                try (RawSocket socket = RawSocket.open(gateway.port(), token)) {
                    assertThat(socket.status()).isEqualTo(401);
                }
            }
            try (RawSocket socket = RawSocket.handshake(gateway.port(), "Sec-WebSocket-Protocol: posthorn.v1.json")) {
                assertThat(socket.status()).isEqualTo(401);
            }
        }
    }

    @Test
    void silenceOfTheTopicSaysNothing() {
        try (RunningGateway gateway = RunningGateway.start(kafka, issuer, "silence", SHORT)) {
            await().during(Duration.ofSeconds(4)).atMost(LONG).until(() -> readiness(gateway) == 200);
            assertAdmitted(gateway);
        }
    }

    @Test
    void aTopicThatIsDeletedIsMadeAgainAndWhatIsRememberedStays() throws Exception {
        Topics topics = new Topics(kafka.topicPrefix(), 1, 4, (short) 1);
        try (RunningGateway gateway = RunningGateway.start(kafka, issuer, "robbed-of-revocations", SHORT)) {
            String revoked = issuer.token("user-2", claims -> claims.claim("sid", "s-2"));
            records.revoke(session("user-2", "s-2", System.currentTimeMillis()));
            await().atMost(LONG).until(() -> status(gateway, revoked) == 401);

            try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
                admin.deleteTopics(List.of(topics.name(Topic.REVOCATIONS)))
                        .all()
                        .get();
            }

            String other = issuer.token("user-3", claims -> claims.claim("sid", "s-3"));
            await().atMost(LONG).until(() -> {
                records.revoke(session("user-3", "s-3", System.currentTimeMillis()));
                return status(gateway, other) == 401;
            });
            await().atMost(LONG).until(() -> readiness(gateway) == 200);
            assertThat(status(gateway, revoked)).isEqualTo(401);
            assertAdmitted(gateway);
        }
    }

    /** With as many records as before, so that nothing is missing by number. */
    @Test
    void aTopicThatIsMadeAgainAtOnceIsReadFromItsBeginning() throws Exception {
        try (RunningGateway gateway = RunningGateway.start(kafka, issuer, "swapped")) {
            for (int i = 0; i < 20; i++) {
                records.revoke(session("before-" + i, "s", System.currentTimeMillis()));
            }
            await().atMost(LONG).until(() -> status(gateway, ofSession("before-19")) == 401);

            recreate(Topic.REVOCATIONS);
            for (int i = 0; i < 40; i++) {
                records.revoke(session("after-" + i, "s", System.currentTimeMillis()));
            }

            for (int i = 0; i < 40; i++) {
                String revoked = ofSession("after-" + i);
                await(revoked).atMost(LONG).until(() -> status(gateway, revoked) == 401);
            }
            assertThat(status(gateway, ofSession("before-0"))).isEqualTo(401);
            assertAdmitted(gateway);
        }
    }

    private static void recreate(Topic topic) throws Exception {
        Topics topics = new Topics(kafka.topicPrefix(), 1, 4, (short) 1);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            Uuid before = id(admin, topics.name(topic));
            admin.deleteTopics(List.of(topics.name(topic))).all().get();
            new TopicSetup(admin, topics).ensure(List.of(topic));
            // Until the broker has heard of it too, it takes records into the log that is about to go.
            await().atMost(LONG)
                    .ignoreException(ExecutionException.class)
                    .until(() -> !id(admin, topics.name(topic)).equals(before));
        }
    }

    private static Uuid id(Admin admin, String topic) throws Exception {
        return admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .topicId();
    }

    private static String ofSession(String user) {
        return issuer.token(user, claims -> claims.claim("sid", "s"));
    }

    private static void assertRefused(RunningGateway gateway) {
        try (RawSocket socket = RawSocket.open(gateway.port(), issuer.token("user-1"))) {
            assertThat(socket.status()).isEqualTo(503);
            assertThat(socket.header("Retry-After")).isNotEmpty();
            assertThat(socket.header("Content-Type")).isEqualTo("application/problem+json");
        }
    }

    private static void assertAdmitted(RunningGateway gateway) {
        assertThat(status(gateway, issuer.token("user-1"))).isEqualTo(101);
    }

    private static int status(RunningGateway gateway, String token) {
        try (RawSocket socket = RawSocket.open(gateway.port(), token)) {
            return socket.status();
        }
    }

    private static int readiness(RunningGateway gateway) throws IOException, InterruptedException {
        URI health = URI.create("http://127.0.0.1:" + gateway.port() + "/actuator/health/readiness");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(health).build(), BodyHandlers.discarding())
                .statusCode();
    }
}
