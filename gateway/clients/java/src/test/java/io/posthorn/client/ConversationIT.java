// SPDX-License-Identifier: Apache-2.0
package io.posthorn.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.client.reconnect.ClientState;
import io.posthorn.client.stream.AckPolicy;
import io.posthorn.contracts.v1.AuthRequired;
import io.posthorn.contracts.v1.CaughtUp;
import io.posthorn.contracts.v1.ClientFrame;
import io.posthorn.contracts.v1.Error;
import io.posthorn.contracts.v1.MessageFrame;
import io.posthorn.contracts.v1.Ping;
import io.posthorn.contracts.v1.Pong;
import io.posthorn.contracts.v1.ReadMarker;
import io.posthorn.contracts.v1.ServerFrame;
import io.posthorn.contracts.v1.Skip;
import io.posthorn.contracts.wire.Subprotocol;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said on one connection, over a real socket. */
@Timeout(60)
class ConversationIT {

    private final TinyGateway gateway = new TinyGateway();
    private final Heard heard = new Heard();
    private final ClientBuilder builder = PosthornClient.builder(gateway.uri())
            .token(() -> "t1")
            .device("phone")
            .listener(heard);

    @AfterEach
    void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @EnumSource
    void a_stream_in_either_encoding(Subprotocol subprotocol) throws Exception {
        try (PosthornClient client = builder.subprotocol(subprotocol).connect()) {
            TinyConnection connection = gateway.next();
            connection.greet("c1");
            connection.message("c1", "c2");
            connection.say(ServerFrame.newBuilder()
                    .setSkip(Skip.newBuilder().setPrev("c2").setCursor("c4"))
                    .build());
            connection.say(ServerFrame.newBuilder()
                    .setCaughtUp(CaughtUp.newBuilder().setCursor("c4"))
                    .build());
            connection.say(ServerFrame.newBuilder()
                    .setRead(ReadMarker.newBuilder().setCursor("c2"))
                    .build());

            assertThat(client.live().get(10, TimeUnit.SECONDS).getCursor()).isEqualTo("c1");
            await().untilAsserted(() -> assertThat(heard.calls)
                    .containsExactly("welcome k1", "resumed c1", "message c2", "skip c4", "caughtUp c4", "read c2"));
            assertThat(client.state()).isEqualTo(ClientState.CONNECTED);
            assertThat(client.cursor()).contains("c4");
        }
    }

    @Test
    void the_handshake_and_hello_say_who_and_how() {
        PosthornClient client = builder.header("Origin", "http://localhost:3000")
                .resume("earliest")
                .window(7)
                .attributes(Map.of("app", "2.1"))
                .pings(true)
                .connect();
        TinyConnection connection = gateway.next();
        var hello = connection.hear().getHello();

        assertThat(connection.header("Authorization")).isEqualTo("Bearer t1");
        assertThat(connection.header("Sec-WebSocket-Protocol")).isEqualTo("posthorn.v1.json");
        assertThat(connection.header("Origin")).isEqualTo("http://localhost:3000");
        assertThat(hello.getDevice()).isEqualTo("phone");
        assertThat(hello.getResume()).isEqualTo("earliest");
        assertThat(hello.getWindow()).isEqualTo(7);
        assertThat(hello.getAttributesMap()).containsExactly(Map.entry("app", "2.1"));
        assertThat(hello.getPings()).isTrue();
        client.abort();
    }

    @Test
    void the_token_can_travel_as_browsers_send_it() {
        PosthornClient client = builder.tokenInSubprotocol().connect();
        TinyConnection connection = gateway.next();

        assertThat(connection.header("Sec-WebSocket-Protocol").replace(" ", ""))
                .isEqualTo("posthorn.v1.json,posthorn.bearer.t1");
        assertThat(connection.header("Authorization")).isEmpty();
        client.abort();
    }

    @Test
    void without_a_wish_hello_names_no_cursor() {
        PosthornClient client = builder.connect();

        assertThat(gateway.next().hear().getHello().hasResume()).isFalse();
        client.abort();
    }

    @Test
    void each_message_is_acknowledged_after_the_listener_has_returned() throws Exception {
        CountDownLatch mayReturn = new CountDownLatch(1);
        PosthornClient client = builder.listener(new DeviceListener() {
                    @Override
                    public void onMessage(MessageFrame message, long arrivedAt) {
                        awaitQuietly(mayReturn);
                    }
                })
                .connect();
        TinyConnection connection = gateway.next();
        connection.greet("");
        connection.message("", "c1");
        client.live().get(10, TimeUnit.SECONDS);

        assertThat(connection.heardNothingMore()).isTrue();
        assertThat(client.cursor()).isEmpty();
        mayReturn.countDown();
        assertThat(connection.hear().getAck().getCursor()).isEqualTo("c1");
        client.abort();
    }

    @Test
    void collected_acknowledgements_are_sent_as_one_and_before_the_close_frame() {
        PosthornClient client =
                builder.ack(AckPolicy.within(Duration.ofHours(1))).connect();
        TinyConnection connection = gateway.next();
        connection.greet("c0");
        connection.message("c0", "c1");
        connection.message("c1", "c2");
        await().until(() -> client.cursor().equals(java.util.Optional.of("c2")));

        assertThat(connection.heardNothingMore()).isTrue();
        client.close();
        assertThat(connection.hear().getAck().getCursor()).isEqualTo("c2");
        assertThat(connection.closedWith()).isEqualTo(1000);
        assertThat(connection.heardNothingMore()).isTrue();
    }

    @Test
    void by_hand_only_what_the_application_names_is_acknowledged() {
        PosthornClient client = builder.ack(AckPolicy.MANUAL).connect();
        TinyConnection connection = gateway.next();
        connection.greet("c0");
        connection.message("c0", "c1");
        connection.message("c1", "c2");
        await().until(() -> heard.calls.contains("message c2"));

        client.ack("c1");
        assertThat(connection.hear().getAck().getCursor()).isEqualTo("c1");
        assertThat(client.cursor()).contains("c1");
        client.ack("c1");
        client.ack("of-another-connection");
        client.ack("c2");
        assertThat(connection.hear().getAck().getCursor()).isEqualTo("c2");
        client.abort();
    }

    @Test
    void both_kinds_of_pings_are_answered() {
        PosthornClient client = builder.connect();
        TinyConnection connection = gateway.next();
        connection.greet("c0");
        connection.ping("control");
        connection.say(
                ServerFrame.newBuilder().setPing(Ping.getDefaultInstance()).build());

        assertThat(connection.hearPong()).asString(StandardCharsets.UTF_8).isEqualTo("control");
        assertThat(connection.hear().hasPong()).isTrue();
        client.abort();
    }

    @Test
    void a_new_token_is_sent_when_the_gateway_asks_for_it() {
        PosthornClient client = builder.connect();
        TinyConnection connection = gateway.next();
        connection.greet("c0");
        builder.token(() -> "not for this client any more");
        connection.say(ServerFrame.newBuilder()
                .setAuthRequired(AuthRequired.getDefaultInstance())
                .build());

        assertThat(connection.hear().getAuth().getToken()).isEqualTo("t1");
        client.abort();
    }

    @Test
    void answers_and_errors_of_the_server_are_passed_on() throws Exception {
        PosthornClient client = builder.connect();
        TinyConnection connection = gateway.next();
        connection.greet("c0");
        client.live().get(10, TimeUnit.SECONDS);
        client.send(ClientFrame.newBuilder().setPing(Ping.getDefaultInstance()).build());
        client.read("c0");

        assertThat(connection.hear().hasPing()).isTrue();
        assertThat(connection.hear().getRead().getCursor()).isEqualTo("c0");
        connection.say(
                ServerFrame.newBuilder().setPong(Pong.getDefaultInstance()).build());
        connection.say(ServerFrame.newBuilder()
                .setError(Error.newBuilder().setCode("bad-cursor"))
                .build());
        await().untilAsserted(() -> assertThat(heard.calls).endsWith("pong", "error bad-cursor"));
        client.abort();
    }

    @Test
    void raw_frames_go_out_as_they_are_and_in_order() throws Exception {
        PosthornClient client = builder.withoutHello().connect();
        TinyConnection connection = gateway.next();
        await().until(() -> client.state() == ClientState.CONNECTED);
        client.sendText("{not json");
        client.sendBinary(new byte[] {1, 2, 3});
        client.sendText("last").get(10, TimeUnit.SECONDS);

        assertThat(connection.hearRaw()).asString(StandardCharsets.UTF_8).isEqualTo("{not json");
        assertThat(connection.hearRaw()).containsExactly(1, 2, 3);
        assertThat(connection.hearRaw()).asString(StandardCharsets.UTF_8).isEqualTo("last");
        client.abort();
    }

    @Test
    void many_frames_from_many_threads_are_all_written() {
        PosthornClient client = builder.connect();
        TinyConnection connection = gateway.next();
        connection.greet("c0");
        int frames = 2_000;
        java.util.stream.IntStream.range(0, frames).parallel().forEach(i -> client.sendText("frame"));

        for (int i = 0; i < frames; i++) {
            assertThat(connection.hearRaw()).hasSize(5);
        }
        client.abort();
    }

    @Test
    void a_frame_in_many_parts_is_one_frame() {
        PosthornClient client = builder.connect();
        TinyConnection connection = gateway.next();
        connection.greet("c0");
        connection.sayInParts(TinyConnection.messageFrame("c0", "c1", "Grüße ".repeat(10_000)), 1_000);

        await().untilAsserted(() -> assertThat(heard.calls).contains("message c1"));
        client.abort();
    }

    @Test
    void the_time_of_arrival_is_on_this_machines_clock() {
        PosthornClient client = builder.connect();
        TinyConnection connection = gateway.next();
        connection.greet("c0");
        long before = System.nanoTime();
        connection.message("c0", "c1");
        await().until(() -> !heard.arrivals.isEmpty());

        assertThat(heard.arrivals.get(0)).isBetween(before, System.nanoTime());
        client.abort();
    }

    @Test
    void frames_of_a_later_version_are_ignored() {
        PosthornClient client = builder.connect();
        TinyConnection connection = gateway.next();
        connection.greet("c0");
        connection.sayRaw("{\"type\":\"hologram\",\"n\":1}".getBytes(StandardCharsets.UTF_8), false);
        connection.message("c0", "c1");

        await().untilAsserted(() -> assertThat(heard.calls).containsExactly("welcome k1", "resumed c0", "message c1"));
        client.abort();
    }

    static void awaitQuietly(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("waited too long");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
