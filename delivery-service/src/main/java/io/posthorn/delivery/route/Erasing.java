// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Erasure;
import io.posthorn.delivery.pending.Collapses;
import io.posthorn.delivery.pending.Entries;
import io.posthorn.delivery.pending.Pending;
import io.posthorn.delivery.state.PendingEntry;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the content out of what waits for a user. The entries stay in their places: devices are told of them in skips, and
 * the chain holds. Broadcasts are nobody's own and are not touched.
 */
final class Erasing {

    private static final int AT_ONCE = 500;

    private final Pending pending;
    private final Collapses collapses;

    Erasing(Pending pending, Collapses collapses) {
        this.pending = pending;
        this.collapses = collapses;
    }

    /** What was sent to a connection is beyond recall; what is sent again from now on is a skip. Twice is as once. */
    void apply(Erasure erasure) {
        List<PendingEntry> concerned = new ArrayList<>();
        var from = Positions.START;
        do {
            concerned.clear();
            pending.forEachAfter(erasure.getUser(), from, entry -> {
                boolean covered = isCovered(entry, erasure);
                if (covered) {
                    concerned.add(entry);
                }
                return covered && concerned.size() < AT_ONCE;
            });
            for (PendingEntry entry : concerned) {
                erase(entry);
                from = entry.getMessage().getPosition();
            }
        } while (concerned.size() == AT_ONCE);
    }

    private void erase(PendingEntry entry) {
        if (!entry.getErased()) {
            collapses.left(entry);
            pending.replace(Entries.erased(entry));
        }
    }

    static boolean isCovered(PendingEntry entry, Erasure erasure) {
        return entry.getMessage().getUser().equals(erasure.getUser())
                && !Positions.isAfter(entry.getMessage().getPosition(), erasure.getUpTo());
    }
}
