// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.janitor;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trims the topics that Kafka deletes nothing of by time, in a thread of its own.
 *
 * <p>Deleting again what is deleted does nothing, so each instance may do it and none must. What cannot be found out is not
 * deleted.
 */
public final class Janitor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Janitor.class);
    private static final long TIMEOUT_SECONDS = 30;

    private final Map<String, Object> clients;
    private final Topics topics;
    private final Readers readers;
    private final JanitorProperties properties;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final Map<Topic, Long> held = new ConcurrentHashMap<>();
    private final ScheduledExecutorService rounds =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "janitor"));

    /** @param clients how Kafka is reached: bootstrap servers, security */
    public Janitor(
            Map<String, Object> clients,
            Topics topics,
            Readers readers,
            JanitorProperties properties,
            Clock clock,
            MeterRegistry metrics) {
        this.clients = clients;
        this.topics = topics;
        this.readers = readers;
        this.properties = properties;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** To be called once the topics exist. */
    public void start() {
        Readers.TRIMMED.forEach(topic -> Gauge.builder("posthorn.janitor.held", () -> held.getOrDefault(topic, 0L))
                .description("Records that are older than what is kept, and stay because they are not consumed")
                .tag("topic", topic.suffix())
                .register(metrics));
        long interval = properties.interval().toMillis();
        rounds.scheduleWithFixedDelay(this::round, interval, interval, TimeUnit.MILLISECONDS);
    }

    private void round() {
        try (Admin admin = Admin.create(clients)) {
            for (Topic topic : Readers.TRIMMED) {
                trim(admin, topic);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            metrics.counter("posthorn.janitor.failures").increment();
            LOG.warn("Nothing was deleted this time; the next round is in {}", properties.interval(), e);
        } catch (RuntimeException e) {
            metrics.counter("posthorn.janitor.failures").increment();
            LOG.error("The janitor failed and tries again in {}", properties.interval(), e);
        }
    }

    private void trim(Admin admin, Topic topic) throws InterruptedException, ExecutionException, TimeoutException {
        long young = clock.millis() - properties.keep().toMillis();
        Map<TopicPartition, Trim> trims = new Trims(admin, topics, readers).of(topic, young);
        held.put(topic, trims.values().stream().mapToLong(Trim::held).sum());
        for (var each : trims.entrySet()) {
            if (each.getValue().deletes()) {
                delete(admin, topic, each.getKey(), each.getValue());
            }
        }
        List<TopicPartition> late = trims.entrySet().stream()
                .filter(each -> each.getValue().held() > 0)
                .map(Map.Entry::getKey)
                .toList();
        if (!late.isEmpty()) {
            LOG.warn(
                    "{}: {} records are older than {}, but not consumed, and stay",
                    late,
                    held.get(topic),
                    properties.keep());
        }
    }

    private void delete(Admin admin, Topic topic, TopicPartition partition, Trim trim)
            throws InterruptedException, ExecutionException, TimeoutException {
        admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(trim.upTo())))
                .all()
                .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        metrics.counter("posthorn.janitor.deleted", "topic", topic.suffix()).increment(trim.records());
        LOG.info(
                "{}: deleted offsets {} to {}, older than {} and consumed",
                partition,
                trim.from(),
                trim.upTo() - 1,
                properties.keep());
    }

    @Override
    public void close() {
        rounds.shutdownNow();
    }
}
