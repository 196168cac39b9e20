// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.writing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.contracts.notification.Rejection;
import io.posthorn.history.consuming.PartitionWork;
import io.posthorn.history.erasure.Redaction;
import io.posthorn.history.hold.Holding;
import io.posthorn.history.hold.Placed;
import io.posthorn.history.parking.Parking;
import io.posthorn.history.receipt.Settlement;
import io.posthorn.history.watermark.PersistedTopic;
import io.posthorn.history.watermark.Watermark;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Committed messages become rows, and outcomes of ranges receipts.
 *
 * <p>A batch is done when each of its records is written, parked, settled, or has nothing to be written; then its offsets are
 * committed, with the watermark beside them; then the router is told. Killed between any two of these, the next owner does the
 * rest again, and it comes out the same, but for receipts that stand twice.
 */
final class MessagesWork implements PartitionWork {

    private static final Logger log = LoggerFactory.getLogger(MessagesWork.class);

    private final Placement placement;
    private final RowWriter writer;
    private final Settlement settlement;
    private final Parking parking;
    private final Holding holding;
    private final Redaction redaction;
    private final PersistedTopic persisted;
    private final Counter written;
    private final Counter gone;
    private final Counter batches;

    MessagesWork(
            Placement placement,
            RowWriter writer,
            Settlement settlement,
            Parking parking,
            Holding holding,
            Redaction redaction,
            PersistedTopic persisted,
            MeterRegistry meters) {
        this.placement = placement;
        this.writer = writer;
        this.settlement = settlement;
        this.parking = parking;
        this.holding = holding;
        this.redaction = redaction;
        this.persisted = persisted;
        this.written = meters.counter("posthorn.history.rows", "outcome", "written");
        this.gone = meters.counter("posthorn.history.rows", "outcome", "gone");
        this.batches = meters.counter("posthorn.history.batches");
    }

    @Override
    public CompletableFuture<String> process(
            TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, BooleanSupplier ours) {
        return holding.known(ours).thenCompose(known -> write(partition, records, ours));
    }

    private CompletableFuture<String> write(
            TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, BooleanSupplier ours) {
        Watermark reached = persisted.reached(partition.partition());
        Rows rows = new Rows();
        List<CompletableFuture<?>> settled = new ArrayList<>();
        List<Placed> placed = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Intake intake = intake(record);
            reached = intake.position().map(reached::advance).orElse(reached);
            if (intake instanceof Intake.Settle settle) {
                settled.add(rows.written()
                        .thenCompose(before -> settlement.settle(settle.outcome(), record.partition(), ours)));
            } else {
                rows.add(handle(record, intake, ours));
            }
            if (intake instanceof Intake.Write write) {
                placed.add(new Placed(write.row().owner(), write.row().message()));
            }
        }
        String text = reached.toText();
        settled.add(rows.written().thenCompose(before -> holding.keep(placed, ours)));
        return all(settled).thenApply(done -> text);
    }

    private static CompletableFuture<Void> all(List<CompletableFuture<?>> some) {
        return CompletableFuture.allOf(some.toArray(CompletableFuture[]::new));
    }

    /** Of one batch, in its order. */
    private static final class Rows {

        private final List<CompletableFuture<?>> newest = new ArrayList<>();
        private CompletableFuture<Void> before = CompletableFuture.completedFuture(null);

        void add(CompletableFuture<?> row) {
            newest.add(row);
        }

        /** All that were added until now. */
        CompletableFuture<Void> written() {
            if (!newest.isEmpty()) {
                newest.add(before);
                before = all(newest);
                newest.clear();
            }
            return before;
        }
    }

    private Intake intake(ConsumerRecord<byte[], byte[]> record) {
        try {
            Intake intake = Intake.of(record.value(), record.partition(), placement);
            return intake instanceof Intake.Write write
                    ? new Intake.Write(write.row().with(redaction.of(write.row().message())))
                    : intake;
        } catch (RuntimeException e) {
            log.error("A record was not foreseen; without parking it, it would stop its partition", e);
            return new Intake.Park(
                    Rejection.FAILED, "not foreseen: " + e.getClass().getSimpleName(), Optional.empty());
        }
    }

    private CompletableFuture<?> handle(ConsumerRecord<byte[], byte[]> record, Intake intake, BooleanSupplier ours) {
        if (intake instanceof Intake.Write write) {
            return writer.write(write.row(), ours).thenCompose(outcome -> end(record, outcome, ours));
        }
        if (intake instanceof Intake.Park park) {
            return parking.park(record, park.reason(), park.detail(), ours);
        }
        return CompletableFuture.completedFuture(null);
    }

    private CompletableFuture<?> end(ConsumerRecord<byte[], byte[]> record, Outcome outcome, BooleanSupplier ours) {
        if (outcome instanceof Outcome.Refused refused) {
            return parking.park(record, Rejection.FAILED, "Cassandra refused it: " + refused.detail(), ours);
        }
        (outcome instanceof Outcome.Written ? written : gone).increment();
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void assigned(TopicPartition partition, String text) {
        persisted.assigned(partition.partition(), Watermark.parse(text));
    }

    @Override
    public void committed(TopicPartition partition, String text) {
        batches.increment();
        writer.nothingWaits();
        settlement.nothingWaits();
        persisted.reach(partition.partition(), Watermark.parse(text));
    }

    @Override
    public void revoked(TopicPartition partition) {
        writer.nothingWaits();
        settlement.nothingWaits();
        persisted.revoked(partition.partition());
    }

    @Override
    public void tick() {
        persisted.tick();
    }
}
