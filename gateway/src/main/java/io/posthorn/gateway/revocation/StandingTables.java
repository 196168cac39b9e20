// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.revocation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.contracts.topic.TableFollower;
import io.posthorn.contracts.topic.TableReader;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.gateway.broker.BrokerClients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Follows revocations and sessions on a thread of its own, while the process lives. */
final class StandingTables implements TableReader, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(StandingTables.class);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final BrokerClients clients;
    private final Topics topics;
    private final Map<Topic, Followed> tables;
    private final AdmissionGate gate;
    private final TableLog records;
    private final Counter unreadable;
    private @Nullable TableFollower follower;
    private @Nullable Thread thread;
    private volatile String failure = "";
    /** Since it was last told; on the reader's thread. */
    private boolean revoked;

    StandingTables(
            BrokerClients clients,
            Topics topics,
            List<Followed> tables,
            AdmissionGate gate,
            TableLog records,
            MeterRegistry meters) {
        this.clients = clients;
        this.topics = topics;
        this.tables = tables.stream().collect(Collectors.toMap(Followed::topic, Function.identity()));
        this.gate = gate;
        this.records = records;
        this.unreadable = Counter.builder("posthorn.gateway.standing.unreadable")
                .description("Records of revocations and sessions that say nothing which this version understands")
                .register(meters);
    }

    // ------------------------------------------------------------ the reader

    @Override
    public void apply(Topic topic, byte @Nullable [] key, byte @Nullable [] value) {
        Followed table = tables.get(topic);
        if (key == null || table == null || !table.apply(key, value)) {
            unreadable.increment();
            log.warn("Passed over a record of {} that says nothing which this version understands", topic);
        }
        revoked |= topic == Topic.REVOCATIONS;
    }

    @Override
    public void changed() {
        if (revoked) {
            revoked = false;
            tables.values().forEach(Followed::revoked);
        }
    }

    @Override
    public void readUpTo(long nanos) {
        if (!gate.isOpen()) {
            log.info("Revocations and sessions are read to their end");
            records.prepare();
        }
        failure = "";
        gate.read(TimeUnit.NANOSECONDS.toMillis(nanos));
    }

    @Override
    public void failed(Exception why) {
        String reason = String.valueOf(why.getMessage());
        if (!reason.equals(failure)) {
            log.warn(
                    "Revocations and sessions cannot be read from Kafka at {}: {}", clients.bootstrapServers(), reason);
        }
        failure = reason;
    }

    /** Why they cannot be read; empty: nothing is known to be wrong. */
    String failure() {
        return failure;
    }

    // ------------------------------------------------------------ the thread

    @Override
    public synchronized void start() {
        follower = new TableFollower(
                clients.consumer(TableFollower.CONSUMER), clients.admin(), topics, tables.keySet(), gate.beat(), this);
        thread = new Thread(follower, "posthorn-standing");
        thread.setUncaughtExceptionHandler((dead, why) -> died(why));
        thread.setDaemon(true);
        thread.start();
    }

    private void died(Throwable why) {
        log.error("Revocations and sessions are read no more, and nobody is admitted soon: restart this gateway", why);
        failure = "the thread that reads them has died of " + why;
    }

    @Override
    public synchronized void stop() {
        if (follower == null || thread == null) {
            return;
        }
        follower.close();
        try {
            thread.join(STOP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    /** Before the web server and the lease, and after them when stopping. */
    @Override
    public int getPhase() {
        return 0;
    }
}
