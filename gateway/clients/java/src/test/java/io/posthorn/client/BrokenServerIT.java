// SPDX-License-Identifier: Apache-2.0
package io.posthorn.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.client.reconnect.Closed;
import io.posthorn.client.stream.ConnectionFault;
import io.posthorn.client.stream.ConnectionFault.Kind;
import io.posthorn.contracts.v1.MessageFrame;
import io.posthorn.contracts.v1.ServerFrame;
import io.posthorn.contracts.v1.Skip;
import io.posthorn.contracts.wire.Subprotocol;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client does when its server, or its own listener, does what must not happen: it says so, comes back and resumes. */
@Timeout(60)
class BrokenServerIT {

    private final TinyGateway gateway = new TinyGateway();
    private final Heard heard = new Heard();
    private final ClientBuilder builder = PosthornClient.builder(gateway.uri())
            .token(() -> "t1")
            .device("phone")
            .backoff(Duration.ofMillis(20), Duration.ofMillis(200))
            .probeAfter(Duration.ofMillis(500))
            .listener(heard);

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void a_gap_is_reported_and_the_stream_resumed_before_it() {
        PosthornClient client = builder.connect();
        TinyConnection first = gateway.next();
        first.greet("c1");
        first.message("c1", "c2");
        first.message("c3", "c4");
        first.message("c4", "c5");
        assertThat(first.closedWith()).isEqualTo(4200);
        first.close(4200, "");

        assertThat(gateway.next().greet("c2").getResume()).isEqualTo("c2");
        assertThat(heard.faults)
                .singleElement()
                .extracting(ConnectionFault::kind)
                .isEqualTo(Kind.GAP);
        assertThat(heard.calls)
                .startsWith("welcome k1", "resumed c1", "message c2", "fault GAP", "closed 4200")
                .doesNotContain("message c4", "message c5");
        client.abort();
    }

    @Test
    void a_gap_before_a_skip_is_a_gap() {
        PosthornClient client = builder.connect();
        TinyConnection first = gateway.next();
        first.greet("c1");
        first.say(ServerFrame.newBuilder()
                .setSkip(Skip.newBuilder().setPrev("c2").setCursor("c3"))
                .build());

        assertThat(first.closedWith()).isEqualTo(4200);
        assertThat(heard.faults).extracting(ConnectionFault::kind).containsExactly(Kind.GAP);
        client.abort();
    }

    @Test
    void a_server_that_does_not_answer_the_close_frame_is_left_all_the_same() {
        PosthornClient client = builder.connect();
        TinyConnection first = gateway.next();
        first.greet("c1");
        first.message("c2", "c3");

        assertThat(gateway.next().greet("c1").getResume()).isEqualTo("c1");
        client.abort();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "{\"type\":\"message\"", "[]", "{\"cursor\":\"c2\"}", "\u0000"})
    void garbage_is_reported_and_the_stream_resumed(String garbage) {
        PosthornClient client = builder.connect();
        TinyConnection first = gateway.next();
        first.greet("c1");
        first.sayRaw(garbage.getBytes(StandardCharsets.UTF_8), false);
        assertThat(first.closedWith()).isEqualTo(4100);
        first.close(4100, "");

        assertThat(gateway.next().greet("c1").getResume()).isEqualTo("c1");
        assertThat(heard.faults).extracting(ConnectionFault::kind).containsExactly(Kind.UNREADABLE_FRAME);
        client.abort();
    }

    @Test
    void text_that_is_not_utf_8_breaks_the_connection() {
        PosthornClient client = builder.connect();
        TinyConnection first = gateway.next();
        first.greet("c1");
        first.sayRaw(new byte[] {(byte) 0xC3, (byte) 0x28}, false);

        assertThat(gateway.next().greet("c1").getResume()).isEqualTo("c1");
        assertThat(heard.closed.get(0).code()).isEqualTo(Closed.BROKEN);
        client.abort();
    }

    @Test
    void a_frame_of_the_other_encoding_is_garbage() {
        PosthornClient client = builder.subprotocol(Subprotocol.PROTO).connect();
        TinyConnection first = gateway.next();
        first.greet("c1");
        first.sayRaw(Subprotocol.JSON.encode(TinyConnection.messageFrame("c1", "c2", "")), false);

        assertThat(first.closedWith()).isEqualTo(4100);
        assertThat(heard.faults)
                .singleElement()
                .asString()
                .contains("text frame")
                .contains("posthorn.v1.proto");
        client.abort();
    }

    @Test
    void random_bytes_on_a_protobuf_connection_are_garbage() {
        PosthornClient client = builder.subprotocol(Subprotocol.PROTO).connect();
        TinyConnection first = gateway.next();
        first.greet("c1");
        first.sayRaw(new byte[] {(byte) 0xFF, (byte) 0xFF, 3, 9}, true);

        assertThat(first.closedWith()).isEqualTo(4100);
        client.abort();
    }

    @Test
    void a_frame_that_is_too_big_ends_the_client_as_it_would_come_again() throws Exception {
        PosthornClient client = builder.maxFrameBytes(10_000).connect();
        TinyConnection connection = gateway.next();
        connection.greet("c1");
        connection.sayInParts(TinyConnection.messageFrame("c1", "c2", "x".repeat(20_000)), 1_500);

        Closed closed = client.ended().get(20, TimeUnit.SECONDS);
        assertThat(closed.code()).isEqualTo(1009);
        assertThat(heard.faults).extracting(ConnectionFault::kind).containsExactly(Kind.FRAME_TOO_BIG);
        assertThat(gateway.hasMore()).isFalse();
    }

    @Test
    void messages_before_the_stream_has_begun_are_refused() {
        PosthornClient client = builder.connect();
        TinyConnection first = gateway.next();
        first.hear();
        first.welcome(0);
        first.message("", "c1");

        assertThat(first.closedWith()).isEqualTo(4200);
        assertThat(heard.calls)
                .startsWith("welcome k1", "fault UNEXPECTED_FRAME")
                .doesNotContain("message c1");
        client.abort();
    }

    @Test
    void a_stream_begins_once() {
        PosthornClient client = builder.connect();
        TinyConnection first = gateway.next();
        first.greet("c1");
        first.resumed("c1");

        assertThat(first.closedWith()).isEqualTo(4200);
        assertThat(heard.faults).extracting(ConnectionFault::kind).containsExactly(Kind.UNEXPECTED_FRAME);
        client.abort();
    }

    @Test
    void what_the_listener_could_not_take_is_not_acknowledged_and_comes_again() {
        AtomicBoolean failed = new AtomicBoolean();
        Heard clumsy = new Heard() {
            @Override
            public void onMessage(MessageFrame message, long arrivedAt) {
                if (failed.compareAndSet(false, true)) {
                    throw new IllegalStateException("disk full");
                }
                super.onMessage(message, arrivedAt);
            }
        };
        PosthornClient client = builder.listener(clumsy).connect();
        TinyConnection first = gateway.next();
        first.greet("c1");
        first.message("c1", "c2");
        assertThat(first.closedWith()).isEqualTo(4200);
        assertThat(first.heardNothingMore()).isTrue();
        first.close(4200, "");
        TinyConnection second = gateway.next();
        assertThat(second.greet("c1").getResume()).isEqualTo("c1");
        second.message("c1", "c2");

        assertThat(second.hear().getAck().getCursor()).isEqualTo("c2");
        assertThat(clumsy.faults).singleElement().asString().contains("disk full");
        client.abort();
    }

    @Test
    void a_listener_that_fails_on_everything_does_not_keep_the_client_from_coming_back() {
        PosthornClient client = builder.listener(new Heard() {
                    @Override
                    public void onMessage(MessageFrame message, long arrivedAt) {
                        throw new AssertionError("in onMessage");
                    }

                    @Override
                    public void onFault(ConnectionFault fault) {
                        throw new IllegalStateException("in onFault");
                    }

                    @Override
                    public void onClosed(Closed how) {
                        throw new IllegalStateException("in onClosed");
                    }
                })
                .connect();
        TinyConnection first = gateway.next();
        first.greet("c1");
        first.message("c1", "c2");
        assertThat(first.closedWith()).isEqualTo(4200);
        first.close(4200, "");

        assertThat(gateway.next().greet("c1").getResume()).isEqualTo("c1");
        client.abort();
    }

    @Test
    void an_end_that_comes_while_the_listener_is_busy_is_noticed() {
        CountDownLatch listenerIsBusy = new CountDownLatch(1);
        CountDownLatch serverIsGone = new CountDownLatch(1);
        Heard busy = new Heard() {
            @Override
            public void onMessage(MessageFrame message, long arrivedAt) {
                listenerIsBusy.countDown();
                ConversationIT.awaitQuietly(serverIsGone);
                super.onMessage(message, arrivedAt);
            }
        };
        PosthornClient client = builder.listener(busy).connect();
        TinyConnection first = gateway.next();
        first.greet("c1");
        first.message("c1", "c2");
        ConversationIT.awaitQuietly(listenerIsBusy);
        first.endOutput();
        serverIsGone.countDown();

        assertThat(gateway.next().greet("c2").getResume()).isEqualTo("c2");
        client.abort();
    }

    @Test
    void a_server_that_does_not_answer_a_ping_is_left() {
        PosthornClient client = builder.connect();
        TinyConnection first = gateway.next();
        first.greet("c1");
        first.message("c1", "c2");

        assertThat(gateway.next().greet("c2").getResume()).isEqualTo("c2");
        assertThat(heard.closed.get(0).code()).isEqualTo(Closed.BROKEN);
        assertThat(heard.closed.get(0).reason()).contains("silent for PT0.5S");
        client.abort();
    }

    @Test
    void a_server_that_answers_pings_is_not_left() {
        PosthornClient client = builder.probeAfter(Duration.ofMillis(50)).connect();
        TinyConnection connection = gateway.next();
        connection.answerPings();
        connection.greet("c1");
        for (int i = 1; i < 10; i++) {
            connection.message("c" + i, "c" + (i + 1));
            connection.hear();
            connection.answeredPing();
        }

        assertThat(heard.calls).contains("message c10");
        assertThat(heard.faults).isEmpty();
        assertThat(gateway.hasMore()).isFalse();
        client.abort();
    }

    @Test
    void a_server_that_falls_silent_is_left() {
        PosthornClient client = builder.connect();
        TinyConnection first = gateway.next();
        first.hear();
        first.answerPings();
        first.welcome(200);
        first.resumed("c1");

        assertThat(first.closedWith()).isEqualTo(TinyConnection.DROPPED);
        await().untilAsserted(() -> assertThat(heard.closed)
                .first()
                .extracting(Closed::reason)
                .asString()
                .contains("silent for PT0.4S"));
        assertThat(heard.faults).isEmpty();
        client.abort();
    }
}
