// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.lease;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.TopicSetup;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.contracts.v1.LeaseState;
import io.posthorn.gateway.broker.BrokerClients;
import io.posthorn.gateway.broker.GatewaySettings;
import io.posthorn.gateway.deadline.MonotonicClock;
import io.posthorn.gateway.event.ConnectionEvents;
import io.posthorn.gateway.inbound.GatewayTopic;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/** The order of a gateway's start, which is the order of taking a lease. */
final class LeaseSteps {

    /** @param since beginning of the publication, in milliseconds on the monotonic clock */
    record Taken(long incarnation, long since, LeaseProducer producer) {}

    private static final int ANSWER_MILLIS = 3_000;

    private final BrokerClients clients;
    private final Topics topics;
    private final GatewaySettings gateway;
    private final LeaseSettings settings;
    private final GatewayTopic inbound;
    private final ConnectionEvents events;
    private final MonotonicClock clock;
    private final LeaseLog log;

    LeaseSteps(
            BrokerClients clients,
            Topics topics,
            GatewaySettings gateway,
            LeaseSettings settings,
            GatewayTopic inbound,
            ConnectionEvents events,
            MonotonicClock clock) {
        this.clients = clients;
        this.topics = topics;
        this.gateway = gateway;
        this.settings = settings;
        this.inbound = inbound;
        this.events = events;
        this.clock = clock;
        this.log = new LeaseLog(clients, topics, gateway);
    }

    /** @param held by this process until now; 0 when it has just started */
    Taken take(long held) throws FencedException, TakenOverException, MisconfiguredException, InterruptedException {
        try (Admin admin = clients.admin()) {
            requireAnswer(admin);
            ensureTopics(admin);
            if (held != 0) {
                // Before fencing: whoever came after us must not be fenced by us.
                requireStill(held, log.lastIncarnation(admin));
            }
            LeaseProducer producer = newProducer();
            try {
                producer.fence();
                long next = succession(held, log.lastIncarnation(admin));
                inbound.follow();
                events.start();
                long since = clock.millis();
                producer.publish(next, LeaseState.LEASE_STATE_LIVE);
                return new Taken(next, since, producer);
            } catch (FencedException | TakenOverException | InterruptedException | RuntimeException e) {
                producer.close();
                throw e;
            }
        }
    }

    /** A new producer for the lease that is held, after the old one failed. */
    LeaseProducer reopen(long held) throws FencedException, TakenOverException, InterruptedException {
        try (Admin admin = clients.admin()) {
            requireStill(held, log.lastIncarnation(admin));
            LeaseProducer producer = newProducer();
            try {
                producer.fence();
                requireStill(held, log.lastIncarnation(admin));
                return producer;
            } catch (FencedException | TakenOverException | InterruptedException | RuntimeException e) {
                producer.close();
                throw e;
            }
        }
    }

    void requireStill(long held) throws TakenOverException, InterruptedException {
        try (Admin admin = clients.admin()) {
            requireStill(held, log.lastIncarnation(admin));
        }
    }

    /** For operators. */
    String explain(RuntimeException e) {
        String cause = e.getCause() == null ? "" : " (" + e.getCause() + ")";
        return "Kafka at " + clients.bootstrapServers() + ": " + e.getMessage() + cause;
    }

    /** Says soon that Kafka is away; all that follows waits longer. */
    private static void requireAnswer(Admin admin) throws InterruptedException {
        try {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs(ANSWER_MILLIS))
                    .clusterId()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("it does not answer; is spring.kafka.bootstrap-servers right?", e);
        }
    }

    private void ensureTopics(Admin admin) throws InterruptedException, MisconfiguredException {
        var setup = new TopicSetup(admin, topics);
        try {
            setup.ensure(List.of(Topic.GATEWAYS, Topic.CONNECTIONS));
            setup.ensureGateway(gateway.id());
        } catch (IllegalStateException e) {
            if (e.getCause() == null) {
                throw new MisconfiguredException(e);
            }
            throw e;
        }
    }

    private long succession(long held, OptionalLong last) throws TakenOverException {
        if (Succession.of(held, last) instanceof Succession.Take take) {
            return take.incarnation();
        }
        throw takenOver(held, last);
    }

    private void requireStill(long held, OptionalLong last) throws TakenOverException {
        if (!Succession.isStill(held, last)) {
            throw takenOver(held, last);
        }
    }

    private TakenOverException takenOver(long held, OptionalLong last) {
        return new TakenOverException(gateway.id(), held, last.orElse(0));
    }

    private LeaseProducer newProducer() {
        return new LeaseProducer(clients, topics, gateway, settings.transactionTimeout());
    }
}
