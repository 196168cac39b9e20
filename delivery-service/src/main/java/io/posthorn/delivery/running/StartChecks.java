// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.running;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.TopicGuard;
import io.posthorn.contracts.topic.TopicSetup;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.delivery.guard.LostPlaceException;
import io.posthorn.delivery.guard.Places;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What must hold before the applications are started. */
final class StartChecks {

    private static final Logger LOG = LoggerFactory.getLogger(StartChecks.class);
    private static final List<Topic> TOPICS = List.of(
            Topic.NOTIFICATIONS,
            Topic.REJECTED,
            Topic.INBOX,
            Topic.CONNECTIONS,
            Topic.GATEWAYS,
            Topic.MESSAGES,
            Topic.PERSISTED,
            Topic.ERASURES,
            Topic.REPLAY,
            Topic.RECEIPTS,
            Topic.PRESENCE,
            Topic.GROUPS);

    private final Map<String, Object> clients;
    private final Topics topics;

    StartChecks(Map<String, Object> clients, Topics topics) {
        this.clients = clients;
        this.topics = topics;
    }

    /**
     * The topics are there, fit, and are those that they were; each application has its place in them.
     *
     * @throws io.posthorn.contracts.topic.TopicMisfitException an operator has to act
     * @throws LostPlaceException an operator has to act
     * @throws IllegalStateException not yet
     */
    void require(List<Application> applications) throws InterruptedException {
        try (Admin admin = Admin.create(clients)) {
            new TopicSetup(admin, topics).ensure(TOPICS);
            new TopicGuard(clients, topics).checkAndRecord(TopicGuard.GUARDED);
            for (Application application : applications) {
                places(admin, application).check();
            }
        }
    }

    /** What an application that ran has lost; empty: nothing, or Kafka does not answer. */
    Optional<String> lost(Application application) {
        try (Admin admin = Admin.create(clients)) {
            places(admin, application).check();
        } catch (LostPlaceException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (KafkaException | IllegalStateException e) {
            LOG.warn("It cannot be found out whether {} has lost its place", application.name(), e);
        }
        return Optional.empty();
    }

    private static Places places(Admin admin, Application application) {
        return new Places(admin, application.group(), application.sources());
    }
}
