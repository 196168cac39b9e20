// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.keeping;

import io.posthorn.contracts.notification.Rejection;
import io.posthorn.history.consuming.PartitionWork;
import io.posthorn.history.parking.Parking;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receipts become rows.
 *
 * <p>A batch is done when each of its records is written or parked; then its offsets are committed. Killed before that, the next
 * owner does it again, and it comes out the same.
 */
final class ReceiptsWork implements PartitionWork {

    private static final Logger log = LoggerFactory.getLogger(ReceiptsWork.class);

    private final ReceiptWriter writer;
    private final Parking parking;

    ReceiptsWork(ReceiptWriter writer, Parking parking) {
        this.writer = writer;
        this.parking = parking;
    }

    @Override
    public CompletableFuture<String> process(
            TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, BooleanSupplier ours) {
        Map<NewReceipt, ConsumerRecord<byte[], byte[]>> origins = new IdentityHashMap<>();
        List<NewReceipt> rows = new ArrayList<>();
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            ReceiptIntake intake = intake(record);
            if (intake instanceof ReceiptIntake.Keep keep) {
                rows.add(keep.row());
                origins.put(keep.row(), record);
            } else if (intake instanceof ReceiptIntake.Park park) {
                all.add(parking.park(record, park.reason(), park.detail(), ours));
            }
        }
        for (List<NewReceipt> bundle : Bundles.of(rows)) {
            all.add(writer.write(bundle, ours).thenCompose(refused -> park(refused, origins, ours)));
        }
        return all(all).thenApply(done -> "");
    }

    private static ReceiptIntake intake(ConsumerRecord<byte[], byte[]> record) {
        try {
            return ReceiptIntake.of(record.value(), record.timestamp(), record.offset());
        } catch (RuntimeException e) {
            log.error("A receipt was not foreseen; without parking it, it would stop its partition", e);
            return new ReceiptIntake.Park(
                    Rejection.FAILED, "not foreseen: " + e.getClass().getSimpleName());
        }
    }

    private CompletableFuture<Void> park(
            List<ReceiptWriter.Refusal> refused,
            Map<NewReceipt, ConsumerRecord<byte[], byte[]>> origins,
            BooleanSupplier ours) {
        return all(refused.stream()
                .map(each -> parking.park(
                        java.util.Objects.requireNonNull(origins.get(each.row()), "it is one of the batch"),
                        Rejection.FAILED,
                        "Cassandra refused it: " + each.detail(),
                        ours))
                .toList());
    }

    private static CompletableFuture<Void> all(List<? extends CompletableFuture<?>> some) {
        return CompletableFuture.allOf(some.toArray(CompletableFuture[]::new));
    }

    @Override
    public void committed(TopicPartition partition, String text) {
        writer.nothingWaits();
    }

    @Override
    public void revoked(TopicPartition partition) {
        writer.nothingWaits();
    }
}
