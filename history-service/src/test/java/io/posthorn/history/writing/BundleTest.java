// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.writing;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.Message;
import io.posthorn.history.TestMessages;
import io.posthorn.history.tier.Bucket;
import io.posthorn.history.tier.Owner;
import io.posthorn.history.tier.Tier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BundleTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final Tier WEEK = new Tier(Duration.ofDays(7));
    private static final Bundle.Size FEW = new Bundle.Size(3, 1_000_000);

    @Test
    void rowsOfOnePartitionAreTogetherInTheOrderOfTheLog() {
        NewRow first = row("user-1", 0, 1);
        NewRow other = row("user-2", 0, 2);
        NewRow second = row("user-1", 0, 3);

        List<Bundle> bundles = Bundle.of(List.of(first, other, second), FEW);

        assertThat(bundles).extracting(Bundle::rows).containsExactly(List.of(first, second), List.of(other));
    }

    @Test
    void neitherSlicesNorTiersNorUsersShareABundle() {
        NewRow row = row("user-1", 0, 1);
        NewRow slice = row("user-1", 1, 2);
        NewRow tier = new NewRow(row.owner(), new Tier(Duration.ofDays(90)), row.bucket(), message("user-1", 3));
        NewRow everyone = new NewRow(Owner.everyoneOn(0), WEEK, row.bucket(), message("", 4));

        assertThat(Bundle.of(List.of(row, slice, tier, everyone), FEW)).hasSize(4);
    }

    @Test
    void aBundleHasSoManyRowsAtMost() {
        List<NewRow> rows =
                IntStream.rangeClosed(1, 7).mapToObj(n -> row("user-1", 0, n)).toList();

        List<Bundle> bundles = Bundle.of(rows, FEW);

        assertThat(bundles).extracting(each -> each.rows().size()).containsExactly(3, 3, 1);
        List<NewRow> inOrder = new ArrayList<>();
        bundles.forEach(each -> inOrder.addAll(each.rows()));
        assertThat(inOrder).isEqualTo(rows);
    }

    @Test
    void andSoManyBytesButALargerRowIsABundleToo() {
        NewRow small = row("user-1", 0, 1);
        NewRow large = large("user-1", 2, 5_000);
        NewRow after = row("user-1", 0, 3);
        long bytes = small.bytes() + after.bytes();

        List<Bundle> bundles = Bundle.of(List.of(small, large, after), new Bundle.Size(10, bytes));

        assertThat(bundles).extracting(Bundle::rows).containsExactly(List.of(small), List.of(large), List.of(after));
        assertThat(Bundle.of(List.of(small, after), new Bundle.Size(10, bytes))).hasSize(1);
    }

    @Test
    void ofNothingThereIsNoBundle() {
        assertThat(Bundle.of(List.of(), FEW)).isEmpty();
    }

    @Test
    void whatHasOutlivedItsTierIsNotFreshAndEndsAsGone() {
        NewRow old = row("user-1", 0, 1, NOW.minus(Duration.ofDays(8)));
        NewRow young = row("user-1", 0, 2, NOW.minus(Duration.ofDays(6)));
        Bundle bundle = new Bundle(List.of(old, young));

        assertThat(bundle.fresh(NOW)).containsExactly(new Fresh(young, 86_400));
        assertThat(bundle.outcomes(NOW)).containsExactly(new Outcome.Gone(), new Outcome.Written());
    }

    @Test
    void apartEachRowIsByItself() {
        NewRow first = row("user-1", 0, 1);
        NewRow second = row("user-1", 0, 2);

        assertThat(new Bundle(List.of(first, second)).apart()).containsExactly(Bundle.of(first), Bundle.of(second));
    }

    private static NewRow row(String user, int slice, long offset) {
        return new NewRow(Owner.user(user), WEEK, new Bucket(202611, slice), message(user, offset));
    }

    private static NewRow row(String user, int slice, long offset, Instant appended) {
        return new NewRow(
                Owner.user(user), WEEK, new Bucket(202611, slice), new TestMessages(user).next(offset, appended));
    }

    private static NewRow large(String user, long offset, int bytes) {
        Message.Builder message = message(user, offset).toBuilder();
        message.getNotificationBuilder().setBody("x".repeat(bytes));
        return new NewRow(Owner.user(user), WEEK, new Bucket(202611, 0), message.build());
    }

    private static Message message(String user, long offset) {
        return new TestMessages(user).next(offset, NOW);
    }
}
