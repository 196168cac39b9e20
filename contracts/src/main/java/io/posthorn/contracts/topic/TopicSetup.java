// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.topic;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates what is missing, raises what may be raised and refuses what does not fit; for every service, at its start. */
public final class TopicSetup {

    private static final long TIMEOUT_SECONDS = 30;

    private final Admin admin;
    private final Topics topics;

    public TopicSetup(Admin admin, Topics topics) {
        this.admin = admin;
        this.topics = topics;
    }

    /**
     * @throws TopicMisfitException a topic exists with another number of partitions, another clock or another cleanup
     * @throws IllegalStateException Kafka did not answer
     */
    public void ensure(Collection<Topic> wanted) throws InterruptedException {
        Map<String, Topic> all = new LinkedHashMap<>();
        wanted.forEach(topic -> all.put(topics.name(topic), topic));
        ensure(all);
    }

    /** The same for the topic of one gateway. */
    public void ensureGateway(String gatewayId) throws InterruptedException {
        ensure(Map.of(topics.gateway(gatewayId), Topic.GATEWAY));
    }

    private void ensure(Map<String, Topic> wanted) throws InterruptedException {
        create(wanted);
        for (var topic : admin.describeTopics(wanted.keySet()).topicNameValues().entrySet()) {
            Optional<TopicDescription> found = known(topic.getValue());
            int partitions = topics.partitions(wanted.get(topic.getKey()));
            found.flatMap(each -> TopicFit.partitions(
                            topic.getKey(), each.partitions().size(), partitions))
                    .ifPresent(TopicSetup::refuse);
        }
        var resources = wanted.keySet().stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        for (var config : admin.describeConfigs(resources).values().entrySet()) {
            String name = config.getKey().name();
            Optional<Map<String, String>> found = known(config.getValue()).map(TopicSetup::settings);
            if (found.isPresent()) {
                check(name, wanted.get(name).cleanup(), found.get());
            }
        }
    }

    private void check(String name, Cleanup cleanup, Map<String, String> found) throws InterruptedException {
        TopicFit.settings(name, cleanup, found)
                .or(() -> TopicFit.safety(name, topics.replication(), found))
                .ifPresent(TopicSetup::refuse);
        Map<String, String> raises = TopicFit.raises(cleanup, found);
        if (!raises.isEmpty()) {
            raise(name, raises);
        }
    }

    /** A topic that an earlier version made. */
    private void raise(String name, Map<String, String> raises) throws InterruptedException {
        List<AlterConfigOp> changes = raises.entrySet().stream()
                .map(each ->
                        new AlterConfigOp(new ConfigEntry(each.getKey(), each.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        try {
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, name), changes))
                    .all()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            refuse(TopicFit.notRaised(name, raises, e.getCause().toString()));
        } catch (TimeoutException e) {
            throw unanswered(e);
        }
    }

    private void create(Map<String, Topic> wanted) throws InterruptedException {
        Map<String, NewTopic> all = new LinkedHashMap<>();
        wanted.forEach((name, topic) -> all.put(name, topics.newTopic(topic, name)));
        for (var created : admin.createTopics(all.values()).values().entrySet()) {
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
    }

    /** Empty: created a moment ago and not yet known to the broker that answered. */
    private static <T> Optional<T> known(KafkaFuture<T> described) throws InterruptedException {
        try {
            return Optional.of(described.get(TIMEOUT_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw new IllegalStateException("Kafka could not describe a topic: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw unanswered(e);
        }
    }

    private static Map<String, String> settings(Config config) {
        return config.entries().stream()
                .filter(entry -> entry.value() != null)
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    }

    private static void refuse(String misfit) {
        throw new TopicMisfitException(misfit);
    }

    private static IllegalStateException unanswered(TimeoutException e) {
        return new IllegalStateException(
                "Kafka did not answer within " + TIMEOUT_SECONDS + " s: is spring.kafka.bootstrap-servers right?", e);
    }
}
