// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.topic;

import com.google.protobuf.InvalidProtocolBufferException;
import io.posthorn.contracts.v1.LeaseRecord;
import io.posthorn.contracts.v1.TopicIdentity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Notices that a topic was deleted and created again under its name: positions in it count anew, and whoever remembers old
 * ones must not go on. The ids that Kafka gave the topics stand in {@code posthorn.gateways}, key {@code topic-<name>}.
 *
 * <p>Who checks needs the topics to exist already: {@link TopicSetup} comes first.
 */
public final class TopicGuard {

    /** Topics whose positions something else remembers. */
    public static final List<Topic> GUARDED =
            List.of(Topic.NOTIFICATIONS, Topic.INBOX, Topic.CONNECTIONS, Topic.MESSAGES);

    private static final String KEY = "topic-";
    private static final long TIMEOUT_SECONDS = 30;
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Object> clients;
    private final Topics topics;

    /** @param clients how Kafka is reached: bootstrap servers, security */
    public TopicGuard(Map<String, Object> clients, Topics topics) {
        this.clients = Map.copyOf(clients);
        this.topics = topics;
    }

    /**
     * @throws TopicMisfitException a topic is another one than recorded
     * @throws IllegalStateException Kafka did not answer
     */
    public void check(Collection<Topic> guarded) throws InterruptedException {
        births(guarded).requireNoneChanged();
    }

    /** The same, and what is not yet recorded is. */
    public void checkAndRecord(Collection<Topic> guarded) throws InterruptedException {
        TopicBirths births = births(guarded);
        births.requireNoneChanged();
        if (!births.unknown().isEmpty()) {
            write(births.unknown());
        }
    }

    private TopicBirths births(Collection<Topic> guarded) throws InterruptedException {
        return TopicBirths.compare(
                recorded(), found(guarded.stream().map(topics::name).toList()));
    }

    private Map<String, String> found(List<String> names) throws InterruptedException {
        try (Admin admin = Admin.create(clients)) {
            Map<String, String> ids = new HashMap<>();
            Map<String, TopicDescription> described =
                    admin.describeTopics(names).allTopicNames().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            described.forEach((name, topic) -> ids.put(name, topic.topicId().toString()));
            return ids;
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka could not tell the ids of " + names + ": " + e.getMessage(), e);
        }
    }

    private Map<String, String> recorded() {
        TopicPartition partition = new TopicPartition(topics.name(Topic.GATEWAYS), 0);
        Map<String, String> ids = new HashMap<>();
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        try (var consumer = new KafkaConsumer<>(
                with(Map.of("enable.auto.commit", false, "auto.offset.reset", "earliest")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(POLL).forEach(record -> read(record, ids));
                if (System.nanoTime() > giveUp) {
                    throw new IllegalStateException(
                            "%s could not be read to offset %d within %d s".formatted(partition, end, TIMEOUT_SECONDS));
                }
            }
        }
        return ids;
    }

    /** A record without a value takes back what was recorded; one that cannot be read says nothing. */
    private static void read(ConsumerRecord<byte[], byte[]> record, Map<String, String> ids) {
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        if (!key.startsWith(KEY)) {
            return;
        }
        String name = key.substring(KEY.length());
        if (record.value() == null) {
            ids.remove(name);
            return;
        }
        try {
            LeaseRecord value = LeaseRecord.parseFrom(record.value());
            if (value.hasTopic() && value.getTopic().getName().equals(name)) {
                ids.put(name, value.getTopic().getId());
            }
        } catch (InvalidProtocolBufferException e) {
            // Whoever wrote it, it is no identity; what was recorded before it stays.
        }
    }

    private void write(Map<String, String> births) throws InterruptedException {
        try (var producer = new KafkaProducer<>(
                with(Map.of("acks", "all")), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (var each : births.entrySet()) {
                producer.send(record(each.getKey(), each.getValue())).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The ids of topics could not be recorded: " + e.getMessage(), e);
        }
    }

    private ProducerRecord<byte[], byte[]> record(String name, String id) {
        var identity = TopicIdentity.newBuilder().setName(name).setId(id);
        return new ProducerRecord<>(
                topics.name(Topic.GATEWAYS),
                (KEY + name).getBytes(StandardCharsets.UTF_8),
                LeaseRecord.newBuilder().setTopic(identity).build().toByteArray());
    }

    private Map<String, Object> with(Map<String, Object> more) {
        Map<String, Object> config = new HashMap<>(clients);
        config.putAll(more);
        return config;
    }
}
