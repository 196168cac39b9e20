// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.rig;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.gateway.GatewayApplication;
import io.posthorn.gateway.connection.Connections;
import io.posthorn.testkit.servers.KafkaSpace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A gateway in this JVM, on a port of its own. */
public final class RunningGateway implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private RunningGateway(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Returns when it accepts connections. */
    public static RunningGateway start(KafkaSpace kafka, TestIssuer issuer, String id, String... properties) {
        List<String> arguments = new ArrayList<>(arguments(kafka, issuer, id));
        Arrays.stream(properties).map(property -> "--" + property).forEach(arguments::add);
        RunningGateway gateway = new RunningGateway(
                new SpringApplicationBuilder(GatewayApplication.class).run(arguments.toArray(String[]::new)));
        await().atMost(Duration.ofSeconds(30)).until(gateway::isAccepting);
        return gateway;
    }

    static List<String> arguments(KafkaSpace kafka, TestIssuer issuer, String id) {
        String jwt = "--spring.security.oauth2.resourceserver.jwt.";
        return List.of(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.main.banner-mode=off",
                "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "--posthorn.topics.prefix=" + kafka.topicPrefix(),
                "--posthorn.gateway.id=" + id,
                "--posthorn.gateway.sweep=50ms",
                "--posthorn.gateway.allowed-origins=https://app.example.org",
                jwt + "issuer-uri=" + issuer.uri(),
                jwt + "jwk-set-uri=" + issuer.jwkSetUri());
    }

    public int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    public boolean isAccepting() {
        return context.getBean(Connections.class).isAccepting();
    }

    /** Value of a counter or gauge; 0 when there is none yet. */
    public double metric(String name, String... tags) {
        return context.getBean(MeterRegistry.class).find(name).tags(tags).meters().stream()
                .flatMap(meter ->
                        java.util.stream.StreamSupport.stream(meter.measure().spliterator(), false))
                .mapToDouble(measurement -> measurement.getValue())
                .sum();
    }

    @Override
    public void close() {
        context.close();
    }
}
