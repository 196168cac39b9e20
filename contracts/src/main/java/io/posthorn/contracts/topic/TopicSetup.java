// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.topic;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates what is missing and refuses what does not fit; for every service, at its start. */
public final class TopicSetup {

    private static final long TIMEOUT_SECONDS = 30;

    private final Admin admin;
    private final Topics topics;

    public TopicSetup(Admin admin, Topics topics) {
        this.admin = admin;
        this.topics = topics;
    }

    /** @throws IllegalStateException a topic exists with another number of partitions, or Kafka did not answer */
    public void ensure(Collection<Topic> wanted) throws InterruptedException {
        Map<String, NewTopic> all = new LinkedHashMap<>();
        wanted.forEach(topic -> all.put(topics.name(topic), topics.newTopic(topic, topics.name(topic))));
        ensure(all);
    }

    /** The same for the topic of one gateway. */
    public void ensureGateway(String gatewayId) throws InterruptedException {
        String name = topics.gateway(gatewayId);
        ensure(Map.of(name, topics.newTopic(Topic.GATEWAY, name)));
    }

    private void ensure(Map<String, NewTopic> wanted) throws InterruptedException {
        for (var created : admin.createTopics(wanted.values()).values().entrySet()) {
            try {
                created.getValue().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw new IllegalStateException(
                            "Topic " + created.getKey() + " could not be created: " + e.getCause(), e.getCause());
                }
            } catch (TimeoutException e) {
                throw unanswered(e);
            }
        }
        for (var described :
                admin.describeTopics(wanted.keySet()).topicNameValues().entrySet()) {
            check(described.getKey(), wanted.get(described.getKey()).numPartitions(), partitions(described.getValue()));
        }
    }

    private static int partitions(
            org.apache.kafka.common.KafkaFuture<org.apache.kafka.clients.admin.TopicDescription> topic)
            throws InterruptedException {
        try {
            return topic.get(TIMEOUT_SECONDS, TimeUnit.SECONDS).partitions().size();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return 0;
            }
            throw new IllegalStateException("Kafka could not describe a topic: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw unanswered(e);
        }
    }

    private static void check(String name, int wanted, int found) {
        // 0: created a moment ago and not yet known to the broker that answered.
        if (found != 0 && found != wanted) {
            throw new IllegalStateException(
                    "Topic %s has %d partitions, configured are %d (posthorn.topics.partitions). Partitions are fixed at birth: set the number that exists, or use another posthorn.topics.prefix."
                            .formatted(name, found, wanted));
        }
    }

    private static IllegalStateException unanswered(TimeoutException e) {
        return new IllegalStateException(
                "Kafka did not answer within " + TIMEOUT_SECONDS + " s: is spring.kafka.bootstrap-servers right?", e);
    }
}
