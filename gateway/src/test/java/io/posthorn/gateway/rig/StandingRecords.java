// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.rig;

import io.posthorn.contracts.session.RevocationRules;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.contracts.v1.Revocation;
import io.posthorn.testkit.servers.KafkaSpace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Plays the API that revokes, and looks into the topics of sessions and revocations. */
public final class StandingRecords implements AutoCloseable {

    private static final int PARTITIONS = 4;

    /** What stands in the way until it is closed. */
    public interface Obstacle extends AutoCloseable {

        @Override
        void close();
    }

    private final Topics topics;
    private final String bootstrapServers;
    private final KafkaProducer<byte[], byte[]> producer;

    public StandingRecords(KafkaSpace kafka) {
        topics = new Topics(kafka.topicPrefix(), 1, PARTITIONS, (short) 1);
        bootstrapServers = kafka.bootstrapServers();
        producer = producer(Map.of("linger.ms", 0));
    }

    private KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("bootstrap.servers", bootstrapServers);
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }

    public void revoke(Revocation.Builder revocation) {
        Revocation record = revocation.build();
        send(Topic.REVOCATIONS, RevocationRules.key(record), record.toByteArray());
    }

    public void send(Topic topic, byte[] key, byte[] value) {
        producer.send(new ProducerRecord<>(topics.name(topic), key, value));
        producer.flush();
    }

    /** A transaction that does not end until it is closed: nobody who reads what is committed gets past it. */
    public Obstacle obstruct(Topic topic) {
        KafkaProducer<byte[], byte[]> other =
                producer(Map.of("transactional.id", UUID.randomUUID().toString()));
        other.initTransactions();
        other.beginTransaction();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            other.send(new ProducerRecord<>(topics.name(topic), partition, new byte[] {1}, new byte[0]));
        }
        other.flush();
        return () -> {
            other.abortTransaction();
            other.close();
        };
    }

    /** All that is in a topic now. */
    public List<ConsumerRecord<byte[], byte[]>> all(Topic topic) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(topics.name(topic), partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
        }
        return found;
    }

    @Override
    public void close() {
        producer.close();
    }
}
