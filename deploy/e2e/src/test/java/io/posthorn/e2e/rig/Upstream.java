// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e.rig;

import io.posthorn.contracts.notification.NotificationJson;
import io.posthorn.contracts.notification.NotificationReader;
import io.posthorn.contracts.notification.Times;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Target;
import io.posthorn.contracts.v1.UserList;
import io.posthorn.local.issuer.TokenRequest;
import io.posthorn.local.stack.LocalStack;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A service that has something to tell to users. */
public final class Upstream implements AutoCloseable {

    public static final String SOURCE = "orders";

    private final LocalStack stack;
    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicLong lastId = new AtomicLong();

    Upstream(LocalStack stack, String topic) {
        this.stack = stack;
        this.topic = topic;
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        stack.kafka().bootstrapServers(),
                        ProducerConfig.ACKS_CONFIG,
                        "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** A sound one, with an id that no other has. Its body names the only user who may see it, or nobody. */
    public Notification.Builder notification(TestUser... users) {
        UserList.Builder names = UserList.newBuilder();
        for (TestUser user : users) {
            names.addUsers(user.name());
        }
        return Notification.newBuilder()
                .setId("o-" + lastId.incrementAndGet())
                .setSource(SOURCE)
                .setClassName("system")
                .setTitle("Shipped")
                .setBody(users.length == 1 ? TestDevice.onlyFor(users[0].name()) : "for several")
                .setSentAt(Times.of(Instant.now()))
                .setTarget(Target.newBuilder().setUsers(names));
    }

    /** Sends some to one user, in this order; returns their ids when Kafka has them. */
    public List<String> send(TestUser user, int count) {
        List<Notification> notifications = IntStream.range(0, count)
                .mapToObj(number -> notification(user).build())
                .toList();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        notifications.forEach(notification -> sent.add(begin(notification)));
        sent.forEach(Upstream::done);
        return notifications.stream().map(Notification::getId).toList();
    }

    /** To Kafka as Protobuf; returns at once. */
    public Future<RecordMetadata> begin(Notification notification) {
        String key = notification.getTarget().getUsers().getUsers(0);
        return begin(
                key, notification.toByteArray(), Map.of(NotificationReader.CONTENT_TYPE, NotificationReader.PROTOBUF));
    }

    /** To Kafka as Protobuf. */
    public RecordMetadata protobuf(Notification notification) {
        return done(begin(notification));
    }

    /** To Kafka as JSON. */
    public RecordMetadata json(Notification notification) {
        return produce(
                notification.getTarget().getUsers().getUsers(0),
                NotificationJson.write(notification),
                Map.of(NotificationReader.CONTENT_TYPE, NotificationReader.JSON));
    }

    /** To Kafka as a CloudEvent in binary mode: headers say what it is, the body is the rest of the JSON. */
    public RecordMetadata cloudEvent(Notification notification) {
        Notification rest = notification.toBuilder()
                .clearId()
                .clearSource()
                .clearType()
                .clearSentAt()
                .build();
        return produce(
                notification.getTarget().getUsers().getUsers(0),
                NotificationJson.write(rest),
                Map.of(
                        NotificationReader.CONTENT_TYPE,
                        "application/json; charset=utf-8",
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        notification.getId(),
                        "ce_source",
                        notification.getSource(),
                        "ce_type",
                        "order.shipped",
                        "ce_time",
                        Times.format(notification.getSentAt())));
    }

    /** Any bytes. */
    public RecordMetadata produce(String key, byte[] value, Map<String, String> headers) {
        return done(begin(key, value, headers));
    }

    /** A record without a value. */
    public RecordMetadata tombstone(String key) {
        return done(producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), null)));
    }

    private Future<RecordMetadata> begin(String key, byte[] value, Map<String, String> headers) {
        var record = new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return producer.send(record);
    }

    static RecordMetadata done(Future<RecordMetadata> sent) {
        try {
            return sent.get();
        } catch (ExecutionException e) {
            throw new AssertionError("Kafka did not take a record", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Kafka takes a record", e);
        }
    }

    public HttpResponse<String> post(Notification notification, String... headers) {
        return post(new String(NotificationJson.write(notification), StandardCharsets.UTF_8), headers);
    }

    /** With a token that may publish. */
    public HttpResponse<String> post(String json, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add("Authorization");
        all.add("Bearer " + stack.issuer().token(new TokenRequest("orders-service", "publish")));
        return postAs(json, all.toArray(String[]::new));
    }

    /** With what is given and nothing else. */
    public HttpResponse<String> postAs(String json, String... headers) {
        List<String> all = new ArrayList<>(List.of("Content-Type", "application/json"));
        all.addAll(List.of(headers));
        return Http.post(stack.delivery(1).uri().resolve("/v1/notifications"), json, all.toArray(String[]::new));
    }

    @Override
    public void close() {
        producer.close();
    }
}
