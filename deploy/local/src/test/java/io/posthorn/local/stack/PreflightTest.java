// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.local.machine.Room;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PreflightTest {

    private static final StackConfig CONFIG = StackConfig.of(Path.of("/posthorn"), Path.of("/work"));
    private static final Room PLENTY = new Room(100L << 30, OptionalLong.of(16L << 30));

    @Test
    void findsNothingOnAFreeMachine() {
        assertThat(Preflight.problems(CONFIG, PLENTY, port -> true, jar -> true))
                .isEmpty();
    }

    @Test
    void findsEverythingAtOnce() {
        Room none = new Room(0, OptionalLong.of(0));

        assertThat(Preflight.problems(
                        CONFIG,
                        none,
                        port -> port != 9042 && port != 8081,
                        jar -> !jar.endsWith("posthorn-gateway.jar")))
                .satisfiesExactly(
                        problem -> assertThat(problem)
                                .startsWith("Port 9042, which Cassandra needs")
                                .endsWith("--cassandra-port."),
                        problem -> assertThat(problem)
                                .startsWith("Port 8081, which the delivery service needs")
                                .endsWith("--delivery-port."),
                        problem -> assertThat(problem).contains("free disk"),
                        problem -> assertThat(problem).contains("of memory"),
                        problem -> assertThat(problem)
                                .startsWith("/posthorn/gateway/target/posthorn-gateway.jar is missing.")
                                .endsWith("./mvnw -DskipTests package"));
    }

    @Test
    void needsNoPortThatIsFreelyChosenAndNoJarThatIsNotRun() {
        StackConfig servers = CONFIG.withPorts(StackPorts.FREE);
        for (Service service : Service.values()) {
            servers = servers.with(service, tuning -> tuning.withInstances(0));
        }

        assertThat(Preflight.problems(servers, PLENTY, port -> false, jar -> false))
                .isEmpty();
    }
}
