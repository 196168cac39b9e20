// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.posthorn.bench.generator.Generator;
import io.posthorn.bench.generator.Generators;
import io.posthorn.bench.generator.Tickets;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A swarm in a process of its own, told what to do over its port. */
class SwarmProcessIT {

    @TempDir
    Path folder;

    private final PrintWriter progress = new PrintWriter(new StringWriter());

    @Test
    void it_does_as_it_is_told_and_ends_with_its_benchmark() throws IOException, InterruptedException {
        try (ScriptedGateway gateway = new ScriptedGateway()) {
            Generator generator;
            gateway.afterResumed(
                    ScriptedGateway.text("{\"type\":\"message\",\"cursor\":\"AQ\",\"prev\":\"\",\"id\":\"q-1\"}"));
            try (Generators generators = Generators.start(List.of(task(gateway, 5)), progress)) {
                generator = generators.all().get(0);

                assertThat(generators.open(5).resumed()).isEqualTo(5);
                assertThat(generators
                                .awaitProgress(status -> status.messagesOf("q") == 5)
                                .messagesOf("q"))
                        .isEqualTo(5);
                assertThat(generators.times(Order.timesToResumed()).count()).isEqualTo(5);
                assertThat(generators.times(Order.timesOf("s")).count()).isZero();

                generators.leave();
                assertThat(generators.status().open()).isZero();
                assertThat(generators.open(5).resumed())
                        .as("the same devices come again")
                        .isEqualTo(5);

                assertThatThrownBy(() -> generator.tell("dance"))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("generator-7 did not dance");
                assertThat(generators.status().open()).as("it goes on").isEqualTo(5);
            }
            assertThat(generator.isAlive()).isFalse();
        }
    }

    @Test
    void a_swarm_without_tickets_ends_and_that_is_told() throws IOException {
        try (ScriptedGateway gateway = new ScriptedGateway();
                Generators generators = Generators.start(List.of(task(gateway, 2)), progress)) {
            generators.tell(Order.open(3, 3));

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !generators.all().get(0).isAlive());
            assertThatThrownBy(generators::status)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("generator-7");
        }
    }

    private Generator.Task task(ScriptedGateway gateway, int devices) throws IOException {
        Path tickets = new Tickets(new Tickets.Audience("user", devices, 1), user -> "token")
                .write(folder, 1)
                .get(0);
        return new Generator.Task(
                7, folder, URI.create("ws://localhost:" + gateway.port() + "/ws"), tickets, 2, Duration.ZERO);
    }
}
