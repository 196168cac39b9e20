// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.group;

import io.posthorn.history.kept.UserOrder;
import io.posthorn.history.store.Prepared;
import io.posthorn.history.stored.LazyMerge;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Reads who was in which group. */
final class GroupsReader {

    /** For one page. */
    private static final int LOOKS = 20_000;

    /** Rows that are fetched at once, over all slices that are read together. */
    private static final int FETCHED = 2_000;

    /** Of one group on one page. */
    private static final int MOST_STAYS = 100;

    /** @param mark where the page before ended */
    record Page(Mark mark, UserOrder order, int limit) {}

    private final Prepared<Map<Side, Selects>> queries;

    GroupsReader(Prepared<Map<Side, Selects>> queries) {
        this.queries = queries;
    }

    /**
     * Those who were members then.
     *
     * @param shown by user
     */
    Walk.Found members(String group, Instant at, Page page, Predicate<String> shown) {
        var depth = new Course.Depth(at, 1);
        return read(Side.GROUP, group, depth, page, user -> user.lasts() && shown.test(user.name()));
    }

    /** @param shown by group */
    Walk.Found groups(String user, Page page, Predicate<String> shown) {
        var depth = new Course.Depth(Instant.MAX, MOST_STAYS);
        return read(Side.USER, user, depth, page, group -> shown.test(group.name()));
    }

    private Walk.Found read(Side side, String whose, Course.Depth depth, Page page, Predicate<Course> wanted) {
        Selects ready = queries.get().get(side);
        var partitions = ready.slices().execute(whose, page.mark().partition(), page.order());
        return new Walk(page.mark(), page.limit(), LOOKS)
                .through(
                        Slice.byPartition(partitions),
                        (slices, beyond) -> Course.of(
                                changes(ready.changes(), whose, slices, beyond, page.order()),
                                depth,
                                page.order() == UserOrder.ASCENDING),
                        wanted);
    }

    private static Iterator<Change> changes(
            SelectChanges select, String whose, List<Slice> slices, String beyond, UserOrder order) {
        List<Source> sources = slices.stream()
                .map(slice -> new Source(() -> select.execute(whose, slice, beyond, order, FETCHED / slices.size())))
                .toList();
        return new LazyMerge<>(sources, Change.in(order));
    }

    /** The changes of a slice: any name may be in any of them. */
    private record Source(Supplier<Iterator<Change>> slice) implements LazyMerge.Source<Change> {

        @Override
        public boolean mayPrecede(Change candidate) {
            return true;
        }

        @Override
        public Iterator<Change> open() {
            return slice.get();
        }
    }
}
