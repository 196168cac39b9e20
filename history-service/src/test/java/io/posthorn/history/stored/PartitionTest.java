// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.stored;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.history.TestMessages;
import io.posthorn.history.tier.Bucket;
import io.posthorn.history.tier.Tier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PartitionTest {

    private static final Tier WEEK = new Tier(Duration.ofDays(7));

    @Test
    void theNextMonthIsOpenedWhenItIsNear() {
        Partition december = new Partition(WEEK, new Bucket(202612, 0));

        assertThat(december.mayPrecede(row("2026-11-20T10:00:00Z", 0), Order.OLDEST_FIRST))
                .isFalse();
        assertThat(december.mayPrecede(row("2026-11-30T23:55:00Z", 0), Order.OLDEST_FIRST))
                .as("a broker with a slower clock may have taken over")
                .isTrue();
        assertThat(december.mayPrecede(row("2026-12-02T00:00:00Z", 0), Order.OLDEST_FIRST))
                .isTrue();
    }

    @Test
    void theMonthBeforeIsOpenedWhenItIsNearInTheOtherDirection() {
        Partition november = new Partition(WEEK, new Bucket(202611, 0));

        assertThat(november.mayPrecede(row("2026-12-20T10:00:00Z", 0), Order.NEWEST_FIRST))
                .isFalse();
        assertThat(november.mayPrecede(row("2026-12-01T00:05:00Z", 0), Order.NEWEST_FIRST))
                .isTrue();
        assertThat(november.mayPrecede(row("2026-11-20T10:00:00Z", 0), Order.NEWEST_FIRST))
                .isTrue();
    }

    @Test
    void slicesAreExactWhateverTheClocks() {
        Partition next = new Partition(WEEK, new Bucket(202611, 1));
        StoredMessage before = row("2026-11-30T23:59:59Z", 0);

        assertThat(next.mayPrecede(before, Order.OLDEST_FIRST)).isFalse();
        assertThat(next.mayPrecede(before, Order.NEWEST_FIRST)).isTrue();
    }

    @Test
    void isOrderedBySliceThenMonthThenTier() {
        Partition first = new Partition(WEEK, new Bucket(202611, 0));
        Partition second = new Partition(new Tier(null), new Bucket(202611, 0));
        Partition third = new Partition(WEEK, new Bucket(202612, 0));
        Partition fourth = new Partition(WEEK, new Bucket(202612, 1));

        assertThat(Stream.of(fourth, second, third, first).sorted(Partition.ORDER))
                .isEqualTo(List.of(first, second, third, fourth));
    }

    @Test
    void isGoneWhenItsLastRowIs() {
        Partition november = new Partition(WEEK, new Bucket(202611, 0));

        assertThat(november.isGone(Instant.parse("2026-12-07T23:59:59Z"))).isFalse();
        assertThat(november.isGone(Instant.parse("2026-12-08T00:00:00Z"))).isTrue();
    }

    @Test
    void yearsThatAreGoneAreNotAskedFor() {
        Tier quarter = new Tier(Duration.ofDays(90));
        Tier forever = new Tier(null);
        List<Partition> all = new java.util.ArrayList<>();
        for (int year = 2010; year <= 2026; year++) {
            for (int month = 1; month <= 12; month++) {
                all.add(new Partition(WEEK, new Bucket(year * 100 + month, 0)));
                all.add(new Partition(quarter, new Bucket(year * 100 + month, 0)));
            }
        }
        all.add(new Partition(forever, new Bucket(201503, 0)));

        assertThat(Partition.toRead(all, Order.OLDEST_FIRST, Optional.of(Instant.parse("2026-12-31T10:00:00Z"))))
                .containsExactly(
                        new Partition(forever, new Bucket(201503, 0)),
                        new Partition(quarter, new Bucket(202610, 0)),
                        new Partition(quarter, new Bucket(202611, 0)),
                        new Partition(WEEK, new Bucket(202612, 0)),
                        new Partition(quarter, new Bucket(202612, 0)));
    }

    @Test
    void whileNobodyKnowsTheTimeNoneIsPassedOver() {
        Partition old = new Partition(WEEK, new Bucket(201003, 0));
        Partition later = new Partition(WEEK, new Bucket(202612, 0));

        assertThat(Partition.toRead(List.of(old, later), Order.NEWEST_FIRST, Optional.empty()))
                .containsExactly(later, old);
    }

    private static StoredMessage row(String appended, int slice) {
        Instant instant = Instant.parse(appended);
        return new StoredMessage(new TestMessages("user-1").next(1, instant), new Bucket(Bucket.month(instant), slice));
    }
}
