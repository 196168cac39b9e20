// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that says line by line what a gateway would. */
class SwarmIT {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private ScriptedGateway gateway;
    private Swarm swarm;
    private Thread thread;

    @BeforeEach
    void start() throws IOException {
        gateway = new ScriptedGateway();
        Path tickets = Files.writeString(
                folder.resolve("tickets"),
                IntStream.rangeClosed(1, 50)
                        .mapToObj(n -> new Ticket("user-" + n, "device-1", "token-" + n).line())
                        .collect(Collectors.joining("\n")));
        swarm = new Swarm(new Swarm.Settings(
                URI.create("ws://localhost:" + gateway.port() + "/ws"), tickets, new Sources(9, 3), Duration.ZERO));
        thread = new Thread(
                () -> {
                    try {
                        swarm.run();
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                },
                "swarm");
        thread.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        swarm.close();
        thread.join();
        gateway.close();
    }

    @Test
    void devices_come_in_from_several_addresses_and_leave() {
        tell(Order.open(25, 4));
        await().atMost(LONG).until(() -> status().resumed() == 25);

        assertThat(status().open()).isEqualTo(25);
        assertThat(status().failures()).isEmpty();
        assertThat(gateway.sources()).containsExactlyInAnyOrder("127.0.9.2", "127.0.9.3", "127.0.9.4");
        assertThat(gateway.tokens()).hasSize(25).contains("token-1", "token-25");

        tell(Order.LEAVE);
        await().atMost(LONG).until(() -> status().open() == 0);
        assertThat(status().losses()).isEmpty();
        tell(Order.FORGET);
        assertThat(status().resumed()).isZero();
    }

    @Test
    void pings_are_answered_and_messages_acked() {
        gateway.afterResumed(
                ScriptedGateway.ping("are you there"),
                ScriptedGateway.text("{\"type\":\"message\",\"cursor\":\"AQ\",\"prev\":\"\",\"id\":\"q-1\"}"));
        tell(Order.open(1, 1));

        await().atMost(LONG).until(() -> status().messagesOf("q") == 1);
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(gateway.heard())
                        .contains("{\"type\":\"hello\",\"device\":\"device-1\"}")
                        .contains("pong are you there")
                        .contains("{\"type\":\"ack\",\"cursor\":\"AQ\"}"));
    }

    @Test
    void a_frame_may_come_in_many_pieces() {
        gateway.inPiecesOf(3);
        tell(Order.open(3, 3));

        await().atMost(LONG).until(() -> status().resumed() == 3);
    }

    @Test
    void a_refusal_is_counted_with_its_reason_and_in_an_open_loop_that_is_it() {
        gateway.refuse("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 22\r\n\r\n{\"detail\":\"Full now.\"}");
        tell(Order.openAtRate(5, 1_000, System.nanoTime()));

        await().atMost(LONG).until(() -> status().failed() == 5);
        assertThat(status().failures()).containsOnlyKeys("HTTP 503 Full now.");
        assertThat(status().open()).isZero();
    }

    @Test
    void who_failed_comes_again_in_a_closed_loop() {
        gateway.refuse("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
        tell(Order.open(2, 2));
        await().atMost(LONG).until(() -> status().failed() == 2);

        gateway.refuse("");

        await().atMost(LONG).until(() -> status().resumed() == 2);
    }

    @Test
    void who_is_closed_is_lost_with_the_code() {
        gateway.afterResumed(ScriptedGateway.close(4200));
        tell(Order.open(1, 1));

        await().atMost(LONG).until(() -> status().losses().containsKey("closed with 4200"));
        assertThat(status().open()).isZero();
    }

    @Test
    void who_loses_its_connection_or_hears_nonsense_is_lost_too() {
        gateway.afterResumed(new byte[] {(byte) 0xc1, 0});
        tell(Order.open(1, 1));
        await().atMost(LONG).until(() -> status().losses().keySet().stream().anyMatch(loss -> loss.contains("fault")));

        gateway.afterResumed(ScriptedGateway.HANG_UP);
        tell(Order.open(1, 1));
        await().atMost(LONG).until(() -> status().losses().containsKey("closed without a code"));
    }

    @Test
    void an_error_frame_is_a_trouble_and_the_connection_goes_on() {
        gateway.afterResumed(ScriptedGateway.text("{\"type\":\"error\",\"code\":\"bad-cursor\"}"));
        tell(Order.open(1, 1));

        await().atMost(LONG).until(() -> !status().losses().isEmpty());
        assertThat(status().losses().keySet()).singleElement().asString().contains("bad-cursor");
        assertThat(status().open()).isEqualTo(1);
    }

    private SwarmStatus status() {
        return SwarmStatus.parse(tell(Order.STATUS));
    }

    private String tell(String line) {
        Order order = Order.parse(line);
        return swarm.order(() -> order.on(swarm))
                .orTimeout(30, java.util.concurrent.TimeUnit.SECONDS)
                .join();
    }
}
