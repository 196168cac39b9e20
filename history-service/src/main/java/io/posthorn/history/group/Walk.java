// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.group;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * A page of memberships: partition after partition of the topic, of each all slices at once, name after name.
 *
 * @param mark where the page before ended
 * @param limit of what is found
 * @param looks of changes that are looked at; with few among them that are wanted, the page ends early
 */
record Walk(Mark mark, int limit, int looks) {

    /** To open a slice is a question of its own, that costs as much as so many changes. */
    private static final int OPENED = 50;

    /** @param next where the next page goes on; empty: there is none */
    record Found(List<Course> courses, Optional<Mark> next) {}

    /**
     * At least one of each partition that is opened is looked at, so that a next page gets further than this one.
     *
     * @param partitions their slices, from that of the mark on
     * @param open given the slices of a partition and the name beyond which they are read, empty for all
     */
    Found through(
            Iterator<List<Slice>> partitions,
            BiFunction<List<Slice>, String, Iterator<Course>> open,
            Predicate<Course> wanted) {
        List<Course> found = new ArrayList<>();
        long looked = 0;
        while (partitions.hasNext()) {
            List<Slice> slices = partitions.next();
            int partition = slices.get(0).partition();
            Mark reached = partition == mark.partition() ? mark : new Mark(partition, "");
            if (isFull(found, looked)) {
                return new Found(found, Optional.of(reached));
            }
            looked += (long) slices.size() * OPENED;
            Iterator<Course> courses = open.apply(slices, reached.name());
            while (courses.hasNext()) {
                Course course = courses.next();
                looked += course.changes();
                if (wanted.test(course)) {
                    found.add(course);
                }
                if (isFull(found, looked) && courses.hasNext()) {
                    return new Found(found, Optional.of(new Mark(partition, course.name())));
                }
            }
        }
        return new Found(found, Optional.empty());
    }

    private boolean isFull(List<Course> found, long looked) {
        return found.size() == limit || looked >= looks;
    }
}
