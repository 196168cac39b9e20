// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.recording;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.contracts.notification.Rejection;
import io.posthorn.history.consuming.PartitionWork;
import io.posthorn.history.parking.Parking;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records of one topic become rows.
 *
 * <p>A batch is done when each of its records is written, parked, or says nothing; then its offsets are committed. Killed before
 * that, the next owner does all of it again, and it comes out the same.
 */
public final class FactsWork<F> implements PartitionWork {

    /** What one record says. */
    @FunctionalInterface
    public interface Reading<F> {
        /** @param value absent: a tombstone */
        Intake<F> of(byte @Nullable [] key, byte @Nullable [] value, Place place);
    }

    /** Where facts become rows. */
    @FunctionalInterface
    public interface Rows<F> {

        /**
         * @param facts of one partition, in its order
         * @param ours false: give up
         */
        CompletableFuture<Void> write(List<F> facts, BooleanSupplier ours);
    }

    private static final Logger log = LoggerFactory.getLogger(FactsWork.class);

    private final Reading<F> reading;
    private final Rows<F> rows;
    private final Recorder recorder;
    private final Parking parking;
    private final Counter recorded;

    /** @param name of the facts, in metrics */
    FactsWork(String name, Reading<F> reading, Rows<F> rows, Recorder recorder, Parking parking, MeterRegistry meters) {
        this.reading = reading;
        this.rows = rows;
        this.recorder = recorder;
        this.parking = parking;
        this.recorded = meters.counter("posthorn.history.facts", "of", name);
    }

    @Override
    public CompletableFuture<String> process(
            TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, BooleanSupplier ours) {
        List<F> facts = new ArrayList<>();
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Intake<F> intake = intake(record);
            if (intake instanceof Intake.Take<F> take) {
                facts.add(take.fact());
            } else if (intake instanceof Intake.Park<F> park) {
                all.add(parking.park(record, park.reason(), park.detail(), ours));
            }
        }
        all.add(rows.write(facts, ours).thenRun(() -> recorded.increment(facts.size())));
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).thenApply(done -> "");
    }

    private Intake<F> intake(ConsumerRecord<byte[], byte[]> record) {
        try {
            return reading.of(
                    record.key(),
                    record.value(),
                    new Place(record.partition(), record.offset(), Instant.ofEpochMilli(record.timestamp())));
        } catch (RuntimeException e) {
            log.error("A record was not foreseen; without parking it, it would stop its partition", e);
            return new Intake.Park<>(
                    Rejection.FAILED, "not foreseen: " + e.getClass().getSimpleName());
        }
    }

    @Override
    public void committed(TopicPartition partition, String text) {
        recorder.nothingWaits();
    }

    @Override
    public void revoked(TopicPartition partition) {
        recorder.nothingWaits();
    }
}
