// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.group;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * That somebody joined or left.
 *
 * @param whose the user, where a group was asked for; the group, where a user was
 * @param member else: not any more
 */
record Change(String whose, Instant at, boolean member) {

    /**
     * Some time as a member.
     *
     * @param left empty: not yet
     */
    record Stay(Instant joined, Optional<Instant> left) {

        private boolean lasts(Instant time) {
            return !joined.isAfter(time) && left.map(time::isBefore).orElse(true);
        }
    }

    /** All changes of one, newest first. */
    record Course(String whose, List<Change> changes) {

        /** The stay that lasted then. */
        Optional<Stay> at(Instant time) {
            return stays().stream().filter(stay -> stay.lasts(time)).findFirst();
        }

        boolean lasts() {
            return changes.get(0).member();
        }

        /** Newest first. Who joins again without having left stays; who leaves without having joined was not there on record. */
        List<Stay> stays() {
            List<Stay> stays = new ArrayList<>();
            Optional<Instant> joined = Optional.empty();
            for (int i = changes.size() - 1; i >= 0; i--) {
                Change change = changes.get(i);
                if (change.member() && joined.isEmpty()) {
                    joined = Optional.of(change.at());
                } else if (!change.member() && joined.isPresent()) {
                    stays.add(0, new Stay(joined.get(), Optional.of(change.at())));
                    joined = Optional.empty();
                }
            }
            joined.ifPresent(at -> stays.add(0, new Stay(at, Optional.empty())));
            return stays;
        }
    }

    /** Of sorted changes those of each one together. */
    static Iterator<Course> courses(Iterator<Change> changes) {
        return new Iterator<>() {
            private @Nullable Change first;

            @Override
            public boolean hasNext() {
                return first != null || changes.hasNext();
            }

            @Override
            public Course next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                Change head = first == null ? changes.next() : first;
                List<Change> all = new ArrayList<>(List.of(head));
                first = null;
                while (first == null && changes.hasNext()) {
                    Change next = changes.next();
                    if (next.whose().equals(head.whose())) {
                        all.add(next);
                    } else {
                        first = next;
                    }
                }
                return new Course(head.whose(), all);
            }
        };
    }
}
