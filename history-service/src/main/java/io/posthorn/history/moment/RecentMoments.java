// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.moment;

import io.posthorn.contracts.v1.Position;
import java.util.LinkedHashSet;
import java.util.Set;

/** What was put on record of one partition lately. Forgetting one costs a write that changes nothing. Thread-safe. */
public final class RecentMoments {

    private static final int REMEMBERED = 64;

    private final Set<Moment> marked = new LinkedHashSet<>();

    /** @return whether nothing of the same five minutes was added lately */
    public synchronized boolean add(Position position) {
        boolean isNew = marked.add(Moment.of(position));
        if (marked.size() > REMEMBERED) {
            marked.remove(marked.iterator().next());
        }
        return isNew;
    }
}
