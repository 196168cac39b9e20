// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.hold;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.Message;
import io.posthorn.history.TestMessages;
import io.posthorn.history.stored.Order;
import io.posthorn.history.tier.Bucket;
import io.posthorn.history.tier.Owner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HeldOrderTest {

    private static final Owner OWNER = Owner.user("user-1");
    private static final Comparator<HeldSlice> AS_STORED = Comparator.<HeldSlice, String>comparing(
                    each -> each.owner().key())
            .thenComparing(each -> each.bucket().slice())
            .thenComparing(each -> each.bucket().month());

    private final Map<HeldSlice, List<HeldMessage>> stored = new TreeMap<>(AS_STORED);
    private final TestMessages messages = new TestMessages("user-1");
    private final List<Integer> opened = new ArrayList<>();

    /** A broker with a slower clock has taken over in between. */
    @Test
    void whereAMonthEndsTheLogDecidesAndNotTheClocks() {
        put(0, "2027-01-31T23:59:50Z", "2027-02-01T00:00:05Z", "2027-01-31T23:59:58Z", "2027-02-01T00:00:09Z");

        assertThat(read(Order.OLDEST_FIRST)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(read(Order.NEWEST_FIRST)).containsExactly(4L, 3L, 2L, 1L);
    }

    @Test
    void slicesComeOneAfterTheOtherWhateverTheClocks() {
        put(0, "2027-02-01T00:00:05Z");
        put(1, "2027-01-31T23:59:58Z", "2027-02-01T00:00:09Z");

        assertThat(read(Order.OLDEST_FIRST)).containsExactly(1L, 2L, 3L);
        assertThat(read(Order.NEWEST_FIRST)).containsExactly(3L, 2L, 1L);
    }

    @Test
    void aMonthIsOpenedWhenItIsNear() {
        put(0, "2026-11-10T00:00:00Z", "2026-12-10T00:00:00Z", "2027-01-10T00:00:00Z");
        Iterator<HeldMessage> rows = open(Order.OLDEST_FIRST);

        rows.next();
        assertThat(opened).containsExactly(202611);
        assertThat(rows).toIterable().hasSize(2);
        assertThat(opened).containsExactly(202611, 202612, 202701);
    }

    /** What comes behind the last one of a part may be of a month before it. */
    @Test
    void goingOnBeginsWithTheFirstMonthThatCanHoldAnythingMore() {
        assertThat(HeldOrder.firstMonth(Instant.parse("2027-02-01T00:00:05Z"), Order.OLDEST_FIRST))
                .isEqualTo(202701);
        assertThat(HeldOrder.firstMonth(Instant.parse("2027-02-01T00:10:00Z"), Order.OLDEST_FIRST))
                .isEqualTo(202702);
        assertThat(HeldOrder.firstMonth(new Bucket(202702, 0), Order.OLDEST_FIRST))
                .isEqualTo(202701);
        assertThat(HeldOrder.firstMonth(new Bucket(202701, 0), Order.NEWEST_FIRST))
                .isEqualTo(202702);
    }

    private void put(int slice, String... appended) {
        for (String each : appended) {
            Instant at = Instant.parse(each);
            Message message = messages.next(1 + count(), at);
            Bucket bucket = new Bucket(Bucket.month(at), slice);
            HeldPlace place =
                    new HeldPlace(OWNER, bucket, 1, message.getPosition().getOffset());
            stored.computeIfAbsent(new HeldSlice(OWNER, bucket), any -> new ArrayList<>())
                    .add(new HeldMessage(place, message));
        }
    }

    private long count() {
        return stored.values().stream().mapToLong(List::size).sum();
    }

    private List<Long> read(Order order) {
        List<Long> offsets = new ArrayList<>();
        open(order).forEachRemaining(each -> offsets.add(each.place().offset()));
        return offsets;
    }

    private Iterator<HeldMessage> open(Order order) {
        List<HeldSlice> slices = new ArrayList<>(stored.keySet());
        if (order == Order.NEWEST_FIRST) {
            Collections.reverse(slices);
        }
        return HeldOrder.read(slices.iterator(), order, slice -> {
            opened.add(slice.bucket().month());
            List<HeldMessage> rows = new ArrayList<>(stored.getOrDefault(slice, List.of()));
            if (order == Order.NEWEST_FIRST) {
                Collections.reverse(rows);
            }
            return rows.iterator();
        });
    }
}
