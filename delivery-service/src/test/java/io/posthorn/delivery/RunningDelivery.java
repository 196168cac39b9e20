// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.TopicSetup;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.GatewayLease;
import io.posthorn.contracts.v1.LeaseRecord;
import io.posthorn.contracts.v1.LeaseState;
import io.posthorn.testkit.servers.KafkaSpace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The service in this process, at a port of its own, with its Kafka. */
final class RunningDelivery implements AutoCloseable {

    private static final int PARTITIONS = 2;
    private static final Duration LONG = Duration.ofSeconds(60);

    final Topics topics;
    final Tokens tokens = new Tokens();
    private final String servers;
    private final ConfigurableApplicationContext context;
    private final KafkaProducer<byte[], byte[]> producer;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ScheduledExecutorService renewing = Executors.newSingleThreadScheduledExecutor();

    RunningDelivery(KafkaSpace kafka, Path directory, String... more) {
        topics = topics(kafka);
        servers = kafka.bootstrapServers();
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.kafka.bootstrap-servers=" + servers,
                "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + tokens.issuer(),
                "--spring.security.oauth2.resourceserver.jwt.jwk-set-uri=" + tokens.issuer() + "/jwks",
                "--posthorn.topics.prefix=" + topics.prefix(),
                "--posthorn.topics.partitions=" + PARTITIONS,
                "--posthorn.delivery.state-directory=" + directory));
        arguments.addAll(List.of(more));
        context = new SpringApplicationBuilder(DeliveryService.class).run(arguments.toArray(String[]::new));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "max.request.size", 4 << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    static Topics topics(KafkaSpace kafka) {
        return new Topics(kafka.topicPrefix(), 1, PARTITIONS, (short) 1);
    }

    RunningDelivery ready() {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(readiness().statusCode()).isEqualTo(200));
        return this;
    }

    HttpResponse<String> readiness() {
        return send(request("/actuator/health/readiness").GET());
    }

    // ------------------------------------------------------------ HTTP

    HttpRequest.Builder request(String path) {
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    HttpResponse<String> post(String json, UnaryOperator<HttpRequest.Builder> change) {
        return send(change.apply(request("/v1/notifications")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))));
    }

    /** As one who may publish. */
    HttpResponse<String> post(String json) {
        return post(json, authorized(tokens.token("upstream", "publish")));
    }

    HttpResponse<String> devices(String user, String token) {
        return send(authorized(token)
                .apply(request("/v1/users/" + user + "/devices"))
                .GET());
    }

    static UnaryOperator<HttpRequest.Builder> authorized(String token) {
        return request -> request.header("Authorization", "Bearer " + token);
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    // ------------------------------------------------------------ Kafka

    void produce(String topic, String key, byte[] value) {
        producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
        producer.flush();
    }

    void gatewayTopic(String gateway) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            new TopicSetup(admin, topics).ensureGateway(gateway);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Until this is closed, as a gateway does. */
    void keepLease(String gateway) {
        lease(gateway);
        renewing.scheduleAtFixedRate(() -> lease(gateway), 2, 2, TimeUnit.SECONDS);
    }

    /** Once: void after 10 s. */
    void lease(String gateway) {
        var lease =
                GatewayLease.newBuilder().setGateway(gateway).setIncarnation(1).setState(LeaseState.LEASE_STATE_LIVE);
        produce(
                topics.name(Topic.GATEWAYS),
                gateway,
                LeaseRecord.newBuilder().setLease(lease).build().toByteArray());
    }

    void event(String user, String gateway, String connection, UnaryOperator<ConnectionEvent.Builder> change) {
        var event = ConnectionEvent.newBuilder()
                .setUser(user)
                .setDevice("phone")
                .setConnection(connection)
                .setGateway(gateway)
                .setIncarnation(1);
        produce(
                topics.name(Topic.CONNECTIONS),
                user,
                change.apply(event).build().toByteArray());
    }

    /** Reads a topic from its beginning. */
    Reading reading(String topic, String isolation) {
        return new Reading(topic, isolation);
    }

    final class Reading implements AutoCloseable {

        private final KafkaConsumer<byte[], byte[]> consumer;
        private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

        private Reading(String topic, String isolation) {
            consumer = new KafkaConsumer<>(
                    Map.of("bootstrap.servers", servers, "isolation.level", isolation),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }

        List<ConsumerRecord<byte[], byte[]>> soFar() {
            consumer.poll(Duration.ofMillis(50)).forEach(records::add);
            return records;
        }

        @Override
        public void close() {
            consumer.close();
        }
    }

    @Override
    public void close() {
        renewing.shutdownNow();
        producer.close();
        context.close();
        tokens.close();
    }
}
