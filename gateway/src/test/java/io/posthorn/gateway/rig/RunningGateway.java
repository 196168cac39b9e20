// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.gateway.GatewayApplication;
import io.posthorn.gateway.connection.Connections;
import io.posthorn.gateway.revocation.AdmissionGate;
import io.posthorn.testkit.servers.KafkaSpace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A gateway in this JVM, on a port of its own. */
public final class RunningGateway implements AutoCloseable {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration OFTEN = Duration.ofMillis(20);

    private final ConfigurableApplicationContext context;

    private RunningGateway(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Returns when it accepts connections. */
    public static RunningGateway start(KafkaSpace kafka, TestIssuer issuer, String id, String... properties) {
        RunningGateway gateway = new RunningGateway(new SpringApplicationBuilder(GatewayApplication.class)
                .run(arguments(kafka, issuer, id, properties).toArray(String[]::new)));
        await().atMost(LONG).pollDelay(Duration.ZERO).pollInterval(OFTEN).until(gateway::isAccepting);
        return gateway;
    }

    /** @param properties win */
    static List<String> arguments(KafkaSpace kafka, TestIssuer issuer, String id, String... properties) {
        String jwt = "spring.security.oauth2.resourceserver.jwt.";
        Map<String, String> all = new LinkedHashMap<>();
        all.put("server.port", "0");
        all.put("server.address", "127.0.0.1");
        all.put("spring.main.banner-mode", "off");
        all.put("spring.kafka.bootstrap-servers", kafka.bootstrapServers());
        all.put("posthorn.topics.prefix", kafka.topicPrefix());
        all.put("posthorn.gateway.id", id);
        all.put("posthorn.gateway.sweep", "50ms");
        all.put("posthorn.gateway.allowed-origins", "https://app.example.org");
        all.put(jwt + "issuer-uri", issuer.uri());
        all.put(jwt + "jwk-set-uri", issuer.jwkSetUri());
        for (String property : properties) {
            String[] nameAndValue = property.split("=", 2);
            all.put(nameAndValue[0], nameAndValue[1]);
        }
        List<String> arguments = new ArrayList<>();
        all.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return arguments;
    }

    public int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    public boolean isAccepting() {
        return context.getBean(Connections.class).isAccepting()
                && context.getBean(AdmissionGate.class).isOpen();
    }

    /** Value of a counter or gauge; 0 when there is none yet. */
    public double metric(String name, String... tags) {
        return context.getBean(MeterRegistry.class).find(name).tags(tags).meters().stream()
                .flatMap(meter -> StreamSupport.stream(meter.measure().spliterator(), false))
                .mapToDouble(Measurement::getValue)
                .sum();
    }

    /** Of all connections that there were nothing is left: no count, no byte, no object. */
    public void awaitNothingLeft() {
        for (String gauge : List.of("connections", "users", "addresses", "newcomers", "backlog", "inbound")) {
            await(gauge)
                    .atMost(LONG)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(OFTEN)
                    .until(() -> metric("posthorn.gateway." + gauge) == 0);
        }
        await("no object")
                .atMost(LONG)
                .pollDelay(Duration.ZERO)
                .pollInterval(OFTEN)
                .until(() -> {
                    othersComeAndGo();
                    return Heap.instances(Heap.OF_A_CONNECTION) == 0;
                });
        assertThat(metric("posthorn.gateway.strays")).isZero();
    }

    /** Jetty's selectors keep the last one that something happened to until something happens to another. */
    private void othersComeAndGo() {
        for (int i = 0; i < 8; i++) {
            Peer.connect(port()).close();
        }
    }

    /** How many meters there are. */
    public int meters() {
        return context.getBean(MeterRegistry.class).getMeters().size();
    }

    @Override
    public void close() {
        context.close();
    }
}
