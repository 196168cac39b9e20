// SPDX-License-Identifier: Apache-2.0
package io.posthorn.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.posthorn.client.reconnect.ClientState;
import io.posthorn.client.reconnect.Closed;
import io.posthorn.client.reconnect.ClosedException;
import io.posthorn.client.stream.AckPolicy;
import io.posthorn.contracts.v1.GoAway;
import io.posthorn.contracts.v1.ServerFrame;
import io.posthorn.contracts.wire.CloseCode;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How connections end, and how the device comes back, over real sockets. */
@Timeout(60)
class ReconnectIT {

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

    @ParameterizedTest
    @EnumSource(names = {"NORMAL", "TOO_BIG", "SESSION_ENDED", "FORBIDDEN", "BAD_FRAMES", "NO_HELLO"})
    void after_these_codes_the_client_has_ended(CloseCode code) throws Exception {
        PosthornClient client = builder.connect();
        TinyConnection connection = gateway.next();
        connection.greet("c1");
        connection.close(code.code(), code.reason());

        Closed closed = client.ended().get(10, TimeUnit.SECONDS);
        assertThat(closed).isEqualTo(Closed.last(code.code(), code.reason()));
        assertThat(heard.closed).containsExactly(closed);
        assertThat(client.state()).isEqualTo(ClientState.ENDED);
        assertThat(gateway.hasMore()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"GOING_AWAY", "SERVICE_RESTART", "OVERLOADED", "TOKEN_EXPIRED", "RESUME"})
    void after_these_codes_it_comes_back_and_resumes_behind_what_it_has_stored(CloseCode code) {
        PosthornClient client = builder.resume("earliest").connect();
        TinyConnection first = gateway.next();
        assertThat(first.greet("").getResume()).isEqualTo("earliest");
        first.message("", "c1");
        first.message("c1", "c2");
        await().until(() -> client.cursor().filter("c2"::equals).isPresent());
        first.close(code.code(), "");

        assertThat(gateway.next().greet("c2").getResume()).isEqualTo("c2");
        assertThat(heard.closed.get(0).code()).isEqualTo(code.code());
        assertThat(heard.closed.get(0).reconnectAfter()).isPresent();
        client.abort();
    }

    @Test
    void a_device_that_was_replaced_waits_for_a_minute() {
        PosthornClient client = builder.connect();
        TinyConnection connection = gateway.next();
        connection.greet("c1");
        connection.close(CloseCode.REPLACED.code(), "");

        await().until(() -> client.state() == ClientState.WAITING);
        assertThat(heard.closed.get(0).reconnectAfter().orElseThrow())
                .isBetween(Duration.ofMinutes(1), Duration.ofSeconds(61));
        client.close();
        await().until(() -> client.state() == ClientState.ENDED);
        assertThat(heard.closed).last().matches(Closed::isLast);
    }

    @Test
    void it_comes_back_when_the_server_said() {
        PosthornClient client = builder.connect();
        TinyConnection connection = gateway.next();
        connection.greet("c1");
        connection.say(ServerFrame.newBuilder()
                .setGoAway(GoAway.newBuilder().setReason("rolling").setReconnectAfter(333))
                .build());
        connection.close(CloseCode.SERVICE_RESTART.code(), "");

        assertThat(gateway.next().greet("c1").getResume()).isEqualTo("c1");
        await().untilAsserted(
                        () -> assertThat(heard.calls).containsSubsequence("goAway 333", "closed 1012", "welcome k1"));
        assertThat(heard.closed.get(0).reconnectAfter()).contains(Duration.ofMillis(333));
        client.abort();
    }

    @Test
    void a_connection_that_breaks_is_made_again() {
        PosthornClient client = builder.connect();
        gateway.next().greet("c1");
        await().until(() -> heard.calls.contains("resumed c1"));
        client.drop();
        TinyConnection second = gateway.next();
        second.greet("c1");
        second.drop();

        assertThat(gateway.next().greet("c1").getResume()).isEqualTo("c1");
        assertThat(heard.closed).extracting(Closed::code).containsExactly(Closed.BROKEN, Closed.BROKEN);
        client.abort();
    }

    @Test
    void half_a_frame_is_no_frame() {
        PosthornClient client = builder.connect();
        TinyConnection first = gateway.next();
        first.greet("c1");
        first.message("c1", "c2");
        first.sayHalf(TinyConnection.messageFrame("c2", "c3", "Grüße ".repeat(1_000)));

        assertThat(gateway.next().greet("c2").getResume()).isEqualTo("c2");
        assertThat(heard.calls).contains("message c2").doesNotContain("message c3");
        client.abort();
    }

    @Test
    void each_handshake_has_a_token_of_its_own() {
        AtomicInteger tokens = new AtomicInteger();
        PosthornClient client =
                builder.token(() -> "t" + tokens.incrementAndGet()).connect();
        TinyConnection first = gateway.next();
        first.greet("c1");
        first.close(CloseCode.TOKEN_EXPIRED.code(), "");
        TinyConnection second = gateway.next();

        assertThat(first.header("Authorization")).isEqualTo("Bearer t1");
        assertThat(second.header("Authorization")).isEqualTo("Bearer t2");
        client.abort();
    }

    @Test
    void no_token_is_reported_and_asked_for_again() {
        AtomicInteger asked = new AtomicInteger();
        PosthornClient client = builder.token(() -> {
                    if (asked.getAndIncrement() == 0) {
                        throw new IllegalStateException("issuer is away");
                    }
                    return "t2";
                })
                .connect();

        assertThat(gateway.next().header("Authorization")).isEqualTo("Bearer t2");
        assertThat(heard.calls).startsWith("fault TOKEN", "closed 4100");
        client.abort();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void a_refused_token_ends_the_client_with_its_status(int status) {
        gateway.refuseWith(status);
        PosthornClient client = builder.connect();

        assertThatThrownBy(() -> client.live().get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        ClosedException.class,
                        e -> assertThat(e.closed().refusedWith()).hasValue(status))
                .hasMessageContaining(String.valueOf(status));
        assertThat(client.state()).isEqualTo(ClientState.ENDED);
        assertThat(gateway.handshakes()).isEqualTo(1);
        assertThat(heard.closed).singleElement().matches(Closed::isLast);
    }

    @Test
    void other_refusals_are_tried_again() {
        gateway.refuseWith(503);
        PosthornClient client = builder.connect();
        await().until(() -> gateway.handshakes() > 2);
        gateway.refuseWith(0);

        gateway.next().greet("c1");
        assertThat(heard.closed.get(0).refusedWith()).hasValue(503);
        client.abort();
    }

    @Test
    void nobody_listening_is_tried_again() {
        gateway.stopListening();
        PosthornClient client = builder.connect();

        await().until(() -> heard.closed.size() > 2);
        assertThat(heard.closed.get(0).reason()).contains("ConnectException");
        client.close();
        await().until(() -> client.state() == ClientState.ENDED);
    }

    @Test
    void who_is_not_to_come_back_ends_with_the_connection() throws Exception {
        PosthornClient client = builder.reconnect(false).connect();
        TinyConnection connection = gateway.next();
        connection.greet("c1");
        connection.drop();

        assertThat(client.ended().get(10, TimeUnit.SECONDS).code()).isEqualTo(Closed.BROKEN);
        assertThat(gateway.hasMore()).isFalse();
    }

    @Test
    void what_was_not_acknowledged_by_hand_is_not_resumed_behind() {
        PosthornClient client = builder.ack(AckPolicy.MANUAL).connect();
        TinyConnection first = gateway.next();
        first.greet("c0");
        first.message("c0", "c1");
        first.message("c1", "c2");
        await().until(() -> heard.calls.contains("message c2"));
        client.ack("c1");
        assertThat(first.hear().getAck().getCursor()).isEqualTo("c1");
        first.drop();

        TinyConnection second = gateway.next();
        assertThat(second.greet("c1").getResume()).isEqualTo("c1");
        client.ack("c2");
        second.message("c1", "c2");
        await().until(() -> heard.calls.stream().filter("message c2"::equals).count() == 2);
        assertThat(second.heardNothingMore())
                .as("c2 had not come on this connection")
                .isTrue();
        client.abort();
    }

    @Test
    void close_says_goodbye_and_abort_does_not() throws Exception {
        PosthornClient polite = builder.connect();
        TinyConnection left = gateway.next();
        left.greet("c1");
        polite.live().get(10, TimeUnit.SECONDS);
        polite.close();
        assertThat(left.closedWith()).isEqualTo(1000);
        left.close(1000, "");
        assertThat(polite.ended().get(10, TimeUnit.SECONDS).code()).isEqualTo(1000);

        PosthornClient rude = builder.connect();
        TinyConnection dropped = gateway.next();
        dropped.greet("c1");
        rude.live().get(10, TimeUnit.SECONDS);
        rude.abort();
        assertThat(dropped.closedWith()).isEqualTo(TinyConnection.DROPPED);
        assertThat(rude.ended().get(10, TimeUnit.SECONDS).code()).isEqualTo(Closed.BROKEN);
        assertThat(gateway.hasMore()).isFalse();
    }

    @Test
    void a_goodbye_that_is_not_answered_ends_all_the_same() throws Exception {
        PosthornClient client = builder.connect();
        gateway.next().greet("c1");
        client.live().get(10, TimeUnit.SECONDS);
        client.close();
        client.close();

        assertThat(client.ended().get(10, TimeUnit.SECONDS).code()).isEqualTo(1000);
        assertThat(heard.closed).hasSize(1);
    }

    @Test
    void a_client_that_is_closed_while_it_connects_never_becomes_live() throws Exception {
        PosthornClient client = builder.connect();
        client.close();

        assertThat(client.ended().get(10, TimeUnit.SECONDS).isLast()).isTrue();
        assertThat(client.live()).isCompletedExceptionally();
        assertThatThrownBy(() -> client.sendText("too late").get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class);
    }
}
