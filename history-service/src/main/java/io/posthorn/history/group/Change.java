// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.group;

import io.posthorn.history.kept.UserOrder;
import java.time.Instant;
import java.util.Comparator;

/**
 * That somebody joined or left.
 *
 * @param name of the user, where a group was asked for; of the group, where a user was
 * @param offset in its partition of the topic
 * @param member else: not any more
 */
record Change(String name, Instant at, long offset, boolean member) {

    private static final Comparator<Change> NEWEST_FIRST =
            Comparator.comparing(Change::at).thenComparingLong(Change::offset).reversed();

    /** As its table has them: ascending names with the newest change first, or all of it the other way round. */
    static Comparator<Change> in(UserOrder order) {
        return Comparator.comparing(Change::name, order.comparator())
                .thenComparing(order == UserOrder.ASCENDING ? NEWEST_FIRST : NEWEST_FIRST.reversed());
    }
}
