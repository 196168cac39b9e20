// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.posthorn.local.machine.CannotStart;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Real servers, services that only say that they are ready. Alone, since it looks for children that are left. */
@Isolated
class LocalStackIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private StackConfig config;

    @BeforeEach
    void build() throws IOException {
        config = StackConfig.of(FakeHome.in(folder.resolve("home")), folder.resolve("work"))
                .withPorts(StackPorts.FREE)
                .shortLived();
    }

    @Test
    void startsAllKillsOneAndStopsAll() throws Exception {
        Queue<String> ready = new ConcurrentLinkedQueue<>();
        StackConfig twoGateways = config.with(Service.GATEWAY, tuning -> tuning.withInstances(2))
                .withProperty("posthorn.topics.prefix", "test");
        List<ServiceProcess> gateways;
        try (LocalStack stack = LocalStack.start(twoGateways, (name, address, after) -> ready.add(name))) {
            assertThat(ready)
                    .containsExactlyInAnyOrder(
                            "token issuer", "Kafka", "Cassandra", "gateway-1", "gateway-2", "delivery-1", "history-1")
                    .startsWith("token issuer");
            gateways = stack.all(Service.GATEWAY);
            assertThat(arguments(stack.gateway(2)))
                    .contains(
                            "--posthorn.gateway.id=gateway-2",
                            "--posthorn.topics.prefix=test",
                            "--spring.kafka.bootstrap-servers=" + stack.kafka().bootstrapServers(),
                            "--spring.security.oauth2.resourceserver.jwt.issuer-uri="
                                    + stack.issuer().uri());

            stack.gateway(1).kill();
            stack.gateway(1).start();
            assertThat(arguments(stack.gateway(1))).contains("--posthorn.gateway.id=gateway-1");

            assertThatThrownBy(() -> LocalStack.start(config, StackListener.SILENT))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("Another local stack is running in " + folder.resolve("work"));
        }
        assertThat(gateways).noneMatch(ServiceProcess::isAlive);
    }

    @Test
    void leavesNothingBehindWhenOneCannotStart() {
        StackConfig broken = config.with(Service.DELIVERY, tuning -> tuning.withJvmOption("-XX:+NoSuchOption"));

        assertThatThrownBy(() -> LocalStack.start(broken, StackListener.SILENT))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("delivery-1 ended with exit code 1")
                .hasMessageContaining("NoSuchOption");

        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    private static List<String> arguments(ServiceProcess service) throws IOException, InterruptedException {
        URI uri = service.uri().resolve("/arguments");
        return HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body()
                .lines()
                .toList();
    }
}
