// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.ledger;

import io.posthorn.contracts.v1.Position;
import io.posthorn.history.kept.KeptReceipt;
import io.posthorn.history.outcome.Standing;
import io.posthorn.history.outcome.Tally;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What became of a broadcast on the devices of all users, over all and for each partition. Not thread-safe. */
final class BroadcastCounts {

    private final Tally all = new Tally();
    private final Map<Integer, Tally> byPartition = new TreeMap<>();
    private final Map<Position, Set<Integer>> partitions = new HashMap<>();
    private boolean complete = true;

    void add(int partition, Standing standing) {
        all.add(standing);
        byPartition.computeIfAbsent(partition, new_ -> new Tally()).add(standing);
        partitions.computeIfAbsent(standing.position(), new_ -> new TreeSet<>()).add(partition);
    }

    /** There was no time for the rest. */
    void cut() {
        complete = false;
    }

    boolean isComplete() {
        return complete;
    }

    Tally all() {
        return all;
    }

    Map<Integer, Tally> byPartition() {
        return byPartition;
    }

    /**
     * To how many connections it went on a partition; empty when that is not on record. A receipt that counts says its position, and
     * users' receipts at the same position say the partition, unless two partitions have the same position.
     */
    OptionalLong routed(int partition, List<KeptReceipt> routed) {
        List<KeptReceipt> its = routed.stream()
                .filter(each ->
                        partitions.getOrDefault(each.position(), Set.of()).equals(Set.of(partition)))
                .toList();
        return its.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(
                        its.stream().mapToLong(KeptReceipt::recipients).sum());
    }
}
