// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.ledger;

import io.posthorn.contracts.topic.UserPartitioner;
import io.posthorn.history.kept.KeptReceipts;
import io.posthorn.history.kept.Shards;
import io.posthorn.history.kept.UserRows;
import io.posthorn.history.outcome.Standing;
import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import io.posthorn.history.store.Prepared;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;

/** Reads all receipts of a broadcast: a few at once, and for a limited time. */
final class BroadcastCounter {

    private static final int AT_ONCE = 2;
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Prepared<KeptReceipts> kept;
    private final int partitions;
    private final Clock clock;
    private final Semaphore turns = new Semaphore(AT_ONCE);

    BroadcastCounter(Prepared<KeptReceipts> kept, int partitions, Clock clock) {
        this.kept = kept;
        this.partitions = partitions;
        this.clock = clock;
    }

    /**
     * @param mayBeSeen of the id of a user
     * @throws ProblemException others are being counted
     */
    BroadcastCounts count(Named notification, Predicate<String> mayBeSeen) {
        if (!turns.tryAcquire()) {
            throw new ProblemException(
                    ProblemType.BUSY, "%d broadcasts are being counted. Try again in 5 s.".formatted(AT_ONCE));
        }
        try {
            return countNow(notification, mayBeSeen, clock.instant().plus(LONGEST));
        } finally {
            turns.release();
        }
    }

    private BroadcastCounts countNow(Named notification, Predicate<String> mayBeSeen, Instant deadline) {
        BroadcastCounts counts = new BroadcastCounts();
        for (int shard = 0; shard < Shards.COUNT; shard++) {
            Iterator<UserRows> users = kept.get().usersOfShard(notification.source(), notification.id(), shard);
            while (users.hasNext()) {
                UserRows each = users.next();
                if (mayBeSeen.test(each.user())) {
                    int partition = UserPartitioner.partition(each.user(), partitions);
                    Standing.of(each.rows()).forEach(standing -> counts.add(partition, standing));
                }
                if (clock.instant().isAfter(deadline)) {
                    counts.cut();
                    return counts;
                }
            }
        }
        return counts;
    }
}
