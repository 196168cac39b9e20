// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.rig;

import io.posthorn.history.HistoryApplication;
import io.posthorn.local.issuer.TokenIssuer;
import io.posthorn.testkit.servers.CassandraSpace;
import io.posthorn.testkit.servers.KafkaSpace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service in this JVM, on a free port, beside real Kafka and real Cassandra. */
public final class RunningHistory implements AutoCloseable {

    private static final Duration TIME_TO_BE_READY = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext context;

    private RunningHistory(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Does not wait for Kafka or Cassandra. */
    public static RunningHistory launch(
            KafkaSpace kafka, CassandraSpace cassandra, TokenIssuer issuer, String... properties) {
        return run(new SpringApplicationBuilder(HistoryApplication.class), kafka, cassandra, issuer, properties);
    }

    /** @param clock of its host */
    public static RunningHistory launch(
            HostClock clock, KafkaSpace kafka, CassandraSpace cassandra, TokenIssuer issuer, String... properties) {
        ApplicationContextInitializer<GenericApplicationContext> host =
                context -> context.registerBean(HostClock.class, () -> clock, each -> each.setPrimary(true));
        SpringApplicationBuilder builder = new SpringApplicationBuilder(HistoryApplication.class).initializers(host);
        return run(builder, kafka, cassandra, issuer, properties);
    }

    private static RunningHistory run(
            SpringApplicationBuilder builder,
            KafkaSpace kafka,
            CassandraSpace cassandra,
            TokenIssuer issuer,
            String... properties) {
        List<String> arguments = new ArrayList<>(List.of("--server.port=0"));
        arguments.addAll(arguments(kafka, cassandra, issuer, properties));
        return new RunningHistory(builder.run(arguments.toArray(String[]::new)));
    }

    /** But for its port. */
    static List<String> arguments(
            KafkaSpace kafka, CassandraSpace cassandra, TokenIssuer issuer, String... properties) {
        List<String> arguments = new ArrayList<>(List.of(
                "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "--posthorn.topics.prefix=" + kafka.topicPrefix(),
                "--spring.cassandra.contact-points=" + cassandra.host() + ":" + cassandra.port(),
                "--spring.cassandra.local-datacenter=" + cassandra.localDatacenter(),
                "--posthorn.history.keyspace=" + cassandra.keyspace(),
                "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer.uri(),
                "--spring.security.oauth2.resourceserver.jwt.jwk-set-uri=" + issuer.jwkSetUri(),
                "--spring.main.banner-mode=off"));
        for (String property : properties) {
            arguments.add("--" + property);
        }
        return arguments;
    }

    /** Returns when it is ready. */
    public static RunningHistory start(
            KafkaSpace kafka, CassandraSpace cassandra, TokenIssuer issuer, String... properties) {
        RunningHistory history = launch(kafka, cassandra, issuer, properties);
        history.awaitReady();
        return history;
    }

    public void awaitReady() {
        Awaitility.await("ready").atMost(TIME_TO_BE_READY).until(this::isReady);
    }

    public boolean isReady() {
        return get("/actuator/health/readiness").statusCode() == 200;
    }

    public boolean isLive() {
        return get("/actuator/health/liveness").statusCode() == 200;
    }

    /** What the whole health says of one of its parts. */
    public JsonNode health(String component) {
        return json(get("/actuator/health")).path("components").path(component);
    }

    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /** Sum of a counter over its tags. @param tags names and values of those that it must have */
    public double count(String meter, String... tags) {
        return context
                .getBean(io.micrometer.core.instrument.MeterRegistry.class)
                .find(meter)
                .tags(tags)
                .counters()
                .stream()
                .mapToDouble(io.micrometer.core.instrument.Counter::count)
                .sum();
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send(HttpRequest.newBuilder(uri(path)), path, headers);
    }

    public HttpResponse<String> send(String method, String path, String json, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .method(method, HttpRequest.BodyPublishers.ofString(json))
                .header("Content-Type", "application/json");
        return send(request, path, headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String path, String... headers) {
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + path, e);
        }
    }

    public HttpResponse<String> getAs(String token, String path) {
        return get(path, "Authorization", "Bearer " + token);
    }

    /** As somebody with a purpose. @param body empty: none */
    public HttpResponse<String> sendAs(String token, String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + path, e);
        }
    }

    public static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    public URI uri(String path) {
        return URI.create(
                "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port") + path);
    }

    @Override
    public void close() {
        context.close();
    }
}
