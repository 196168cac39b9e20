// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.running;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Settings of the two applications. What Kafka Streams defaults to on the hot path is said here, measured, or changed. */
public record StreamsConfigs(
        String bootstrapServers, Topics topics, String instance, Path stateDirectory, URI advertised) {

    private static final int SESSION_MS = 6_000;
    private static final int HEARTBEAT_MS = 1_500;
    // With the broker's sweep of aborted transactions (1 s) not above the session: the next owner never waits for it.
    private static final int TRANSACTION_MS = 5_000;
    /**
     * A rebalance waits so long for members that do not come, as a group may have after its broker has crashed. With Kafka's
     * five minutes nothing is delivered for as long.
     */
    private static final int REBALANCE_MS = 45_000;

    private static final int FACTS_LINGER_MS = 50;
    // The largest record that a broker takes by default, with the headers of a rejection, must fit into the rejected.
    private static final int MAX_REQUEST_BYTES = 2 << 20;

    public Properties fanout() {
        Properties config = common("fanout");
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        config.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
        return config;
    }

    public Properties router(int threads, int standbys, Duration commitInterval) {
        Properties config = common("router");
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitInterval.toMillis());
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        config.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, standbys);
        config.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), FACTS_LINGER_MS);
        config.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), TRANSACTION_MS);
        config.put(StreamsConfig.globalConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
        return config;
    }

    private Properties common(String application) {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, group(application));
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.put(
                StreamsConfig.STATE_DIR_CONFIG, stateDirectory.resolve(instance).toString());
        config.put(StreamsConfig.APPLICATION_SERVER_CONFIG, advertised.getHost() + ":" + advertised.getPort());
        config.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) topics.replication());
        // Caches delay and reorder what goes to the changelogs.
        config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        // What is there is processed; nobody waits for a partition that has nothing.
        config.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        // The first place is committed before the start; a place that is lost later must never be a silent jump.
        config.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "none");
        config.put(StreamsConfig.mainConsumerPrefix(CommonClientConfigs.SESSION_TIMEOUT_MS_CONFIG), SESSION_MS);
        config.put(StreamsConfig.mainConsumerPrefix(CommonClientConfigs.HEARTBEAT_INTERVAL_MS_CONFIG), HEARTBEAT_MS);
        config.put(StreamsConfig.mainConsumerPrefix(CommonClientConfigs.MAX_POLL_INTERVAL_MS_CONFIG), REBALANCE_MS);
        config.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
                application + "-" + instance);
        config.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), MAX_REQUEST_BYTES);
        config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, PunctuatorFailures.class);
        config.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, RefusedRecords.class);
        config.put(RefusedRecords.REJECTED_TOPIC, topics.name(Topic.REJECTED));
        config.put(StreamsConfig.topicPrefix("segment.bytes"), 64 << 20);
        // What is stored of a record is a little more than the record.
        config.put(StreamsConfig.topicPrefix("max.message.bytes"), MAX_REQUEST_BYTES);
        return config;
    }

    /** Its consumer group, which is the application's id. */
    public String group(String application) {
        return topics.prefix() + "-" + application;
    }

    public Map<String, Object> admin() {
        return Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    }
}
