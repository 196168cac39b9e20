// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.state;

import io.posthorn.bench.stack.Lag;
import io.posthorn.bench.stack.Notices;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.contracts.v1.Connected;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.Disconnected;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics that the router reads and keeps its state in, from outside. */
final class RouterLog implements AutoCloseable {

    /** The names that {@code deploy/local} gives to topics. */
    private static final Topics TOPICS = new Topics("posthorn", 1, 4, (short) 1);

    private static final String CHANGELOG = "posthorn-router-";
    private static final String CHANGELOG_END = "-changelog";

    private final Admin admin;
    private final Lag lag;
    private final Producer<byte[], byte[]> producer;

    RouterLog(String bootstrapServers) {
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        lag = new Lag(admin, TOPICS);
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.LINGER_MS_CONFIG,
                        20,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    static int partitions() {
        return TOPICS.partitions();
    }

    void deviceThatLeft(String user) {
        ConnectionEvent.Builder event = ConnectionEvent.newBuilder()
                .setUser(user)
                .setDevice("phone")
                .setConnection("c-" + user)
                .setGateway("gateway-0")
                .setIncarnation(1);
        send(
                Topic.CONNECTIONS,
                user,
                event.setConnected(Connected.getDefaultInstance()).build().toByteArray());
        send(
                Topic.CONNECTIONS,
                user,
                event.setDisconnected(Disconnected.getDefaultInstance()).build().toByteArray());
    }

    void notification(Notices notices, String user, int number) {
        producer.send(notices.toUser(user, "n-" + number));
    }

    /** With a body of so many characters. */
    static Notices notices(int bytes) {
        return Notices.of(TOPICS.name(Topic.NOTIFICATIONS), "system", bytes);
    }

    private void send(Topic topic, String user, byte[] value) {
        producer.send(new ProducerRecord<>(TOPICS.name(topic), utf8(user), value));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    void flush() {
        producer.flush();
    }

    /** Records that fanout or the router have not committed. */
    long lag() throws InterruptedException {
        return lag.ofDelivery();
    }

    /** Bytes on the broker's disk by name of the store. */
    Map<String, Long> changelogBytes() throws InterruptedException {
        Map<String, Long> bytes = new TreeMap<>();
        try {
            var brokers = admin.describeCluster().nodes().get().stream()
                    .map(node -> node.id())
                    .toList();
            admin.describeLogDirs(brokers).allDescriptions().get().values().stream()
                    .flatMap(folders -> folders.values().stream())
                    .flatMap(folder -> folder.replicaInfos().entrySet().stream())
                    .filter(replica -> replica.getKey().topic().startsWith(CHANGELOG)
                            && replica.getKey().topic().endsWith(CHANGELOG_END))
                    .forEach(replica -> bytes.merge(
                            store(replica.getKey().topic()), replica.getValue().size(), Long::sum));
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not tell the sizes of its logs", e);
        }
        return bytes;
    }

    private static String store(String changelog) {
        return changelog.substring(CHANGELOG.length(), changelog.length() - CHANGELOG_END.length());
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
