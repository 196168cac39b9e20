// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.upstream;

import io.posthorn.contracts.notification.NotificationJson;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.local.access.StackHttp;
import io.posthorn.local.access.Tokens;
import io.posthorn.local.running.RunningStack;
import io.posthorn.local.running.StackFailure;
import io.posthorn.local.stack.LocalTopics;
import io.posthorn.local.stack.Service;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends notifications to a running stack. What it needs for a way is opened at the first use of that way. */
public final class Upstream implements AutoCloseable {

    private static final String USER = "upstream";
    private static final Duration TIME_TO_SEND = Duration.ofSeconds(10);

    private final RunningStack stack;
    private final StackHttp http = new StackHttp();
    private final Tokens tokens;
    private final NotificationRecords records = new NotificationRecords(LocalTopics.TOPICS.name(Topic.NOTIFICATIONS));
    private @Nullable Producer<byte[], byte[]> producer;
    private @Nullable String token;

    public Upstream(RunningStack stack) {
        this.stack = stack;
        this.tokens = new Tokens(stack);
    }

    /** What takes time at the first use, so that the first notification does not pay for it. */
    public void open() throws InterruptedException {
        producer().partitionsFor(LocalTopics.TOPICS.name(Topic.NOTIFICATIONS));
        token();
    }

    /** Returns when Kafka has it, or the API has accepted it. */
    public void send(Notification notification, Via via) throws InterruptedException {
        if (via == Via.POST) {
            URI endpoint = stack.uri(Service.DELIVERY).resolve("/v1/notifications");
            http.post(endpoint, token(), NotificationJson.write(notification));
        } else {
            await(begin(notification, via));
        }
    }

    /** Returns before Kafka has it. */
    public Future<RecordMetadata> begin(Notification notification, Via via) {
        try {
            return producer().send(records.of(notification, via));
        } catch (KafkaException e) {
            throw refused(e);
        }
    }

    /** @throws StackFailure Kafka did not take it */
    public void await(Future<RecordMetadata> sent) throws InterruptedException {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw refused(e.getCause());
        }
    }

    private StackFailure refused(@Nullable Throwable cause) {
        return new StackFailure("Kafka on %s did not take it: %s".formatted(stack.kafka(), cause), cause);
    }

    private synchronized Producer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(Map.of(
                    ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    stack.kafka(),
                    ProducerConfig.ACKS_CONFIG,
                    "all",
                    ProducerConfig.LINGER_MS_CONFIG,
                    0,
                    ProducerConfig.MAX_BLOCK_MS_CONFIG,
                    TIME_TO_SEND.toMillis(),
                    ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    Math.toIntExact(TIME_TO_SEND.toMillis() / 2),
                    ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                    Math.toIntExact(TIME_TO_SEND.toMillis()),
                    ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                    ByteArraySerializer.class,
                    ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                    ByteArraySerializer.class));
        }
        return producer;
    }

    private synchronized String token() throws InterruptedException {
        if (token == null) {
            token = tokens.get(USER, "publish");
        }
        return token;
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(TIME_TO_SEND);
        }
    }
}
