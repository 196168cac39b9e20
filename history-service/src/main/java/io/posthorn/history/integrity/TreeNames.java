// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.integrity;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * Names of trees: {@code <name>/messages/<topic id>/<partition>}. The id is the one that Kafka gave the topic at its birth: a
 * topic that was made again has other trees.
 */
public final class TreeNames {

    private static final long TIMEOUT_SECONDS = 10;

    private final String name;
    private final Topics topics;
    private final Map<String, Object> clients;
    private volatile @Nullable String prefix;

    /** @param clients how Kafka is reached */
    TreeNames(String name, Topics topics, Map<String, Object> clients) {
        this.name = name;
        this.topics = topics;
        this.clients = clients;
    }

    public int partitions() {
        return topics.partitions();
    }

    /**
     * May hold the caller until Kafka has answered once.
     *
     * @throws KafkaAwayException it did not
     */
    public String of(int partition) {
        String known = prefix;
        if (known == null) {
            known = name + "/messages/" + topicId() + "/";
            prefix = known;
        }
        return known + partition;
    }

    private String topicId() {
        String topic = topics.name(Topic.MESSAGES);
        try (Admin admin = Admin.create(clients)) {
            return admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .get(topic)
                    .topicId()
                    .toString();
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaAwayException(topic, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaAwayException(topic, e);
        }
    }
}
