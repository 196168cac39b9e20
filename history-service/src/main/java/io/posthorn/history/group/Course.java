// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.group;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * What became of one membership up to a time.
 *
 * @param name of the user, where a group was asked for; of the group, where a user was
 * @param stays newest first
 * @param changes that were looked at for it, those after the time too
 */
record Course(String name, List<Stay> stays, long changes) {

    boolean lasts() {
        return !stays.isEmpty() && stays.get(0).left().isEmpty();
    }

    /**
     * What is looked for in each.
     *
     * @param until what came later did not happen yet
     * @param stays of one, at most: the newest
     */
    record Depth(Instant until, int stays) {}

    /** @param changes sorted by name, those of each in one direction of time */
    static Iterator<Course> of(Iterator<Change> changes, Depth depth, boolean newestFirst) {
        return new Iterator<>() {
            private @Nullable Change ahead;

            @Override
            public boolean hasNext() {
                return ahead != null || changes.hasNext();
            }

            @Override
            public Course next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                Change change = ahead == null ? changes.next() : ahead;
                String name = change.name();
                Stays stays = new Stays(depth.stays(), newestFirst);
                long looked = 0;
                ahead = null;
                while (change != null) {
                    looked++;
                    if (!change.at().isAfter(depth.until())) {
                        stays.add(change.member(), change.at());
                    }
                    change = nextOf(name);
                }
                return new Course(name, stays.newestFirst(), looked);
            }

            private @Nullable Change nextOf(String name) {
                if (!changes.hasNext()) {
                    return null;
                }
                Change next = changes.next();
                if (next.name().equals(name)) {
                    return next;
                }
                ahead = next;
                return null;
            }
        };
    }
}
