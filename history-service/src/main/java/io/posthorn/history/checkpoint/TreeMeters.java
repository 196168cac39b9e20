// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.checkpoint;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.history.integrity.Tree;
import io.posthorn.history.integrity.Trees;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Gauges of each partition's tree; those that another instance has are 0 here. */
final class TreeMeters {

    private final Trees trees;
    private final Optional<Signer> signer;
    private final Clock clock;
    /** Partition → when it was last seen to be signed as it is, milliseconds since the epoch. */
    private final Map<Integer, Long> signed = new ConcurrentHashMap<>();

    TreeMeters(Trees trees, Optional<Signer> signer, Clock clock) {
        this.trees = trees;
        this.signer = signer;
        this.clock = clock;
    }

    void bind(MeterRegistry meters, int partitions) {
        for (int each = 0; each < partitions; each++) {
            int partition = each;
            String tag = Integer.toString(partition);
            Gauge.builder("posthorn.history.trees.size", () -> size(partition))
                    .tag("partition", tag)
                    .description("Leaves that are stored and committed")
                    .register(meters);
            Gauge.builder("posthorn.history.trees.unsigned", () -> unsignedFor(partition))
                    .tag("partition", tag)
                    .baseUnit("seconds")
                    .description("For how long the tree has been seen to be ahead of its newest checkpoint")
                    .register(meters);
        }
        Gauge.builder("posthorn.history.trees.faults", () -> trees.faults().size())
                .description("Trees that are not signed any further")
                .register(meters);
    }

    private double size(int partition) {
        Tree tree = trees.grown().get(partition);
        return tree == null ? 0 : tree.size();
    }

    private double unsignedFor(int partition) {
        Tree tree = trees.grown().get(partition);
        long now = clock.millis();
        if (tree == null || signer.isEmpty() || signer.get().isSigned(partition, tree)) {
            signed.put(partition, now);
            return 0;
        }
        return (now - signed.computeIfAbsent(partition, none -> now)) / 1_000.0;
    }
}
