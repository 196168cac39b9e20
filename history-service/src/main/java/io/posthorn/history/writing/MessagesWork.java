// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.writing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.contracts.notification.Rejection;
import io.posthorn.contracts.v1.RangeOutcome;
import io.posthorn.history.consuming.PartitionWork;
import io.posthorn.history.erasure.Redaction;
import io.posthorn.history.hold.Holding;
import io.posthorn.history.hold.Placed;
import io.posthorn.history.parking.Parking;
import io.posthorn.history.receipt.Settlement;
import io.posthorn.history.watermark.PersistedTopic;
import io.posthorn.history.watermark.Watermark;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Bundle.Size bundle;
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
            Bundle.Size bundle,
            RowWriter writer,
            Settlement settlement,
            Parking parking,
            Holding holding,
            Redaction redaction,
            PersistedTopic persisted,
            MeterRegistry meters) {
        this.placement = placement;
        this.bundle = bundle;
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
        return holding.known(ours).thenCompose(known -> handle(partition, records, ours));
    }

    private CompletableFuture<String> handle(
            TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, BooleanSupplier ours) {
        Watermark reached = persisted.reached(partition.partition());
        Map<NewRow, ConsumerRecord<byte[], byte[]>> rows = new LinkedHashMap<>();
        List<RangeOutcome> ranges = new ArrayList<>();
        List<CompletableFuture<?>> parked = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Intake intake = intake(record);
            reached = intake.position().map(reached::advance).orElse(reached);
            if (intake instanceof Intake.Write write) {
                rows.put(write.row(), record);
            } else if (intake instanceof Intake.Settle settle) {
                ranges.add(settle.outcome());
            } else if (intake instanceof Intake.Park park) {
                parked.add(parking.park(record, park.reason(), park.detail(), ours));
            }
        }
        String text = reached.toText();
        Set<NewRow> refused = ConcurrentHashMap.newKeySet();
        return all(parked)
                .thenCombine(write(rows, refused, ours), (done, written) -> written)
                .thenCompose(written -> holding.keep(placed(rows.keySet(), refused), ours))
                .thenCompose(kept -> settle(ranges, partition.partition(), ours))
                .thenApply(done -> text);
    }

    /** What Cassandra refuses is parked whole; it would refuse the copy as well. */
    private static List<Placed> placed(Collection<NewRow> rows, Set<NewRow> refused) {
        return rows.stream()
                .filter(row -> !refused.contains(row))
                .map(row -> new Placed(row.owner(), row.message()))
                .toList();
    }

    /** @param refused those that are parked are added to it */
    private CompletableFuture<Void> write(
            Map<NewRow, ConsumerRecord<byte[], byte[]>> rows, Set<NewRow> refused, BooleanSupplier ours) {
        return all(Bundle.of(List.copyOf(rows.keySet()), bundle).stream()
                .map(each -> writer.write(each, ours).thenCompose(outcomes -> end(each, outcomes, rows, refused, ours)))
                .toList());
    }

    /** When all rows of the batch are there, so those of each range are. */
    private CompletableFuture<Void> settle(List<RangeOutcome> ranges, int partition, BooleanSupplier ours) {
        return all(ranges.stream()
                .map(each -> settlement.settle(each, partition, ours))
                .toList());
    }

    private static CompletableFuture<Void> all(List<? extends CompletableFuture<?>> some) {
        return CompletableFuture.allOf(some.toArray(CompletableFuture[]::new));
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

    private CompletableFuture<Void> end(
            Bundle bundle,
            List<Outcome> outcomes,
            Map<NewRow, ConsumerRecord<byte[], byte[]>> records,
            Set<NewRow> refusedRows,
            BooleanSupplier ours) {
        List<CompletableFuture<?>> parked = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof Outcome.Refused refused) {
                ConsumerRecord<byte[], byte[]> record =
                        Objects.requireNonNull(records.get(bundle.rows().get(i)));
                refusedRows.add(bundle.rows().get(i));
                parked.add(parking.park(record, Rejection.FAILED, "Cassandra refused it: " + refused.detail(), ours));
            } else {
                (outcomes.get(i) instanceof Outcome.Written ? written : gone).increment();
            }
        }
        return all(parked);
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
