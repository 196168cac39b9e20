// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.consuming;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The partitions that one consumer has, and the batch under way in each. Used by the loop's thread only. */
final class Assignment implements ConsumerRebalanceListener {

    private static final Logger log = LoggerFactory.getLogger(Assignment.class);

    private final LoopSettings settings;
    private final Consumer<byte[], byte[]> consumer;
    private final PartitionWork work;
    private final LoopStatus status;
    private final Heartbeat heartbeat;
    private final Map<TopicPartition, Batch> underWay = new HashMap<>();
    private final Set<TopicPartition> stopped = new HashSet<>();

    Assignment(LoopSettings settings, Consumer<byte[], byte[]> consumer, PartitionWork work, LoopStatus status) {
        this.settings = settings;
        this.consumer = consumer;
        this.work = work;
        this.status = status;
        this.heartbeat = new Heartbeat(consumer);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(new HashSet<>(partitions));
        Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        for (TopicPartition each : partitions) {
            OffsetAndMetadata at = committed.get(each);
            OptionalLong offset = at == null ? OptionalLong.empty() : OptionalLong.of(at.offset());
            start(each, Start.of(offset, starts.get(each), ends.get(each), settings.onMissing()));
            work.assigned(each, at == null ? "" : at.metadata());
        }
        log.info("{}: assigned {}", settings.name(), partitions);
        heartbeat.assigned();
        status.consuming();
    }

    private void start(TopicPartition partition, Start start) {
        if (start instanceof Start.Missing missing) {
            String why = missing.describe(settings.group(), partition.toString());
            log.error(why);
            stop(partition, missing.committed(), why);
        } else if (start instanceof Start.At at) {
            consumer.seek(partition, at.offset());
        }
    }

    private void stop(TopicPartition partition, long handled, String why) {
        // Never fetched while it is paused; without a position the consumer would look for one and throw.
        consumer.seek(partition, handled);
        consumer.pause(List.of(partition));
        stopped.add(partition);
        status.stopped(partition, why);
    }

    /** The log was cut below the position while it was read. */
    void outOfRange(Map<TopicPartition, Long> positions) {
        Map<TopicPartition, Long> starts = consumer.beginningOffsets(positions.keySet());
        Map<TopicPartition, Long> ends = consumer.endOffsets(positions.keySet());
        positions.forEach((partition, position) -> start(
                partition,
                Start.of(OptionalLong.of(position), starts.get(partition), ends.get(partition), settings.onMissing())));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        commitDone();
        forget(partitions);
        log.info("{}: revoked {}", settings.name(), partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        forget(partitions);
        log.warn("{}: lost {}", settings.name(), partitions);
    }

    private void forget(Collection<TopicPartition> partitions) {
        for (TopicPartition each : partitions) {
            Batch batch = underWay.remove(each);
            if (batch != null) {
                batch.abandon();
            }
            stopped.remove(each);
            status.gone(each);
            work.revoked(each);
        }
    }

    void forgetAll() {
        Set<TopicPartition> all = new HashSet<>(underWay.keySet());
        all.addAll(stopped);
        forget(all);
    }

    void begin(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, OffsetAndMetadata next) {
        underWay.put(partition, Batch.begin(work, partition, records, next));
    }

    /** @throws java.util.concurrent.CompletionException the work on a batch has failed */
    void commitDone() {
        stopWhatWillNeverBeDone();
        Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
        underWay.forEach((partition, batch) -> {
            if (batch.isDone()) {
                done.put(partition, batch.toCommit());
            }
        });
        if (done.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(done);
        } catch (RetriableException | RebalanceInProgressException e) {
            log.warn("{}: the commit failed and is tried again: {}", settings.name(), e.toString());
            return;
        } catch (CommitFailedException e) {
            log.warn("{}: the partitions have gone to another instance: {}", settings.name(), e.getMessage());
            return;
        }
        done.forEach((partition, offset) -> {
            underWay.remove(partition);
            work.committed(partition, offset.metadata());
        });
    }

    /** What it had under way is not counted any more: other partitions are not held up by it. */
    private void stopWhatWillNeverBeDone() {
        new HashMap<>(underWay)
                .forEach((partition, batch) -> batch.stopped().ifPresent(why -> {
                    underWay.remove(partition);
                    stop(partition, batch.from(), why);
                }));
    }

    /** Pauses what has a batch under way, and all while too much is. */
    void pauseAndResume() {
        Set<TopicPartition> wanted = new HashSet<>(isFull() ? consumer.assignment() : underWay.keySet());
        wanted.addAll(stopped);
        wanted.retainAll(consumer.assignment());
        Set<TopicPartition> paused = consumer.paused();
        consumer.pause(without(wanted, paused));
        consumer.resume(without(paused, wanted));
        reportProgress();
    }

    private static Set<TopicPartition> without(Set<TopicPartition> some, Set<TopicPartition> others) {
        Set<TopicPartition> rest = new HashSet<>(some);
        rest.removeAll(others);
        return rest;
    }

    private boolean isFull() {
        long records = underWay.values().stream().mapToLong(Batch::records).sum();
        long bytes = underWay.values().stream().mapToLong(Batch::bytes).sum();
        return records >= settings.maxRecords() || bytes >= settings.maxBytes();
    }

    private void reportProgress() {
        long waiting = consumer.assignment().stream()
                .mapToLong(each -> consumer.currentLag(each).orElse(0))
                .sum();
        long records = underWay.values().stream().mapToLong(Batch::records).sum();
        long oldest = underWay.values().stream().mapToLong(Batch::since).min().orElse(0);
        status.progress(waiting + records, oldest, heartbeat.secondsAgo());
    }

    boolean isIdle() {
        return underWay.isEmpty();
    }
}
