// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.integrity;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.contracts.integrity.Frontier;
import io.posthorn.contracts.integrity.Leaf;
import io.posthorn.history.consuming.Insistence;
import io.posthorn.history.consuming.PartitionStoppedException;
import io.posthorn.history.consuming.PartitionWork;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Committed messages become leaves.
 *
 * <p>A batch is done when its rows are stored; then its offset is committed with the tree beside it; then it may be signed. Killed
 * between any two of these, the next owner does the rest again, and it comes out the same.
 *
 * <p>A log that is read again must be the one that was signed: where it is not, the partition stops before anything is written.
 */
final class TreesWork implements PartitionWork {

    /** @param signed size of the newest checkpoint when the partition was assigned */
    private record Growing(Tree tree, long signed) {}

    private record Assigned(AtomicBoolean ours, CompletableFuture<Growing> growing) {}

    private final TreeNames names;
    private final SignedTrees signed;
    private final TreeWriter writer;
    private final Insistence insistence;
    private final Executor executor;
    private final Trees trees;
    private final Counter leaves;
    private final Map<Integer, Assigned> partitions = new ConcurrentHashMap<>();

    /** @param executor may be held while Kafka or Cassandra is asked */
    TreesWork(
            TreeNames names,
            SignedTrees signed,
            TreeWriter writer,
            Insistence insistence,
            Executor executor,
            Trees trees,
            MeterRegistry meters) {
        this.names = names;
        this.signed = signed;
        this.writer = writer;
        this.insistence = insistence;
        this.executor = executor;
        this.trees = trees;
        this.leaves = meters.counter("posthorn.history.trees.leaves");
    }

    @Override
    public void assigned(TopicPartition partition, String text) {
        revoked(partition);
        AtomicBoolean ours = new AtomicBoolean(true);
        CompletableFuture<Growing> growing = this.<Growing>ask(
                        () -> {
                            String name = names.of(partition.partition());
                            Tree tree = Tree.parse(name, text).orElseGet(() -> new Tree(name, Frontier.EMPTY));
                            return new Growing(tree, signed.newest(name));
                        },
                        ours::get)
                .thenApply(known -> {
                    publish(partition.partition(), known.tree(), ours);
                    return known;
                });
        partitions.put(partition.partition(), new Assigned(ours, growing));
    }

    @Override
    public CompletableFuture<String> process(
            TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, BooleanSupplier ours) {
        Assigned assigned = partitions.get(partition.partition());
        CompletableFuture<Growing> grown =
                assigned.growing().thenComposeAsync(growing -> grow(growing, partition, records, ours), executor);
        partitions.put(partition.partition(), new Assigned(assigned.ours(), grown));
        return grown.thenApply(growing -> growing.tree().toText());
    }

    private CompletableFuture<Growing> grow(
            Growing growing,
            TopicPartition partition,
            List<ConsumerRecord<byte[], byte[]>> records,
            BooleanSupplier ours) {
        Growth growth = growing.tree()
                .grow(records.stream()
                        .flatMap(each -> Leaf.ofRecord(
                                each.partition(), each.offset(), each.timestamp(), each.key(), each.value())
                                .map(leaf -> new Tree.Logged(leaf, each.timestamp()))
                                .stream())
                        .toList());
        return departure(growth, growing.signed(), ours).thenCompose(departure -> {
            if (departure.isPresent()) {
                String why = "the log is not the one whose checkpoint of %s; nothing is written from offset %d on. %s"
                        .formatted(
                                departure.get(),
                                records.get(0).offset(),
                                "What to do: integrity.md, 'The tree stops'.");
                trees.stop(partition.partition(), why);
                return CompletableFuture.failedFuture(new PartitionStoppedException(
                        "The tree of partition %d stops: %s".formatted(partition.partition(), why)));
            }
            return writer.write(growth, ours).thenApply(written -> {
                leaves.increment(growth.leaves().size());
                return new Growing(growth.after(), growing.signed());
            });
        });
    }

    /** None is looked for where the log has not been before. */
    private CompletableFuture<Optional<String>> departure(Growth growth, long newest, BooleanSupplier ours) {
        return growth.before().size() >= newest
                ? CompletableFuture.completedFuture(Optional.empty())
                : ask(() -> signed.departure(growth, newest), ours);
    }

    private <T> CompletableFuture<T> ask(Supplier<T> question, BooleanSupplier ours) {
        return insistence.until(attempt -> CompletableFuture.supplyAsync(question, executor), ours);
    }

    @Override
    public void committed(TopicPartition partition, String text) {
        Assigned assigned = partitions.get(partition.partition());
        int space = text.indexOf(' ');
        if (assigned != null && space > 0) {
            Tree.parse(text.substring(0, space), text)
                    .ifPresent(tree -> publish(partition.partition(), tree, assigned.ours()));
        }
    }

    private void publish(int partition, Tree tree, AtomicBoolean ours) {
        if (ours.get()) {
            trees.grown(partition, tree);
        }
    }

    @Override
    public void revoked(TopicPartition partition) {
        Assigned before = partitions.remove(partition.partition());
        if (before != null) {
            before.ours().set(false);
            trees.gone(partition.partition());
        }
    }
}
