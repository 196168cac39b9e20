// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.SkipReason;
import org.junit.jupiter.api.Test;

class SkipDigestTest {

    private final SkipDigest skips = new SkipDigest();

    @Test
    void whatIsSkippedIsCountedByClass() {
        add(1, "system");
        add(2, "chat");
        add(3, "system");

        assertThat(skips.toSkipped().getCountsList())
                .extracting(count -> count.getClassName() + " " + count.getCount())
                .containsExactly("chat 1", "system 2");
        assertThat(skips.toSkipped().getCountsList())
                .allMatch(count -> count.getReason() == SkipReason.SKIP_REASON_EXPIRED);
    }

    @Test
    void itReachesToTheLast() {
        add(1, "system");
        add(4, "system");

        assertThat(skips.upTo(Positions.START)).isEqualTo(Positions.of(1, 4, 0));
    }

    @Test
    void anEmptyOneReachesNoFurther() {
        assertThat(skips.isEmpty()).isTrue();
        assertThat(skips.upTo(Positions.of(1, 7, 0))).isEqualTo(Positions.of(1, 7, 0));
        assertThat(skips.toSkipped().getCountsList()).isEmpty();
    }

    @Test
    void nothingIsToldTwice() {
        add(1, "system");

        skips.clear();

        assertThat(skips.isEmpty()).isTrue();
        assertThat(skips.items()).isEmpty();
    }

    @Test
    void eachReasonIsToldByItself() {
        add(1, "system");
        add(2, "system", SkipReason.SKIP_REASON_COLLAPSED);

        assertThat(skips.toSkipped().getCountsList())
                .extracting(count -> count.getReason() + " " + count.getCount())
                .containsExactly("SKIP_REASON_EXPIRED 1", "SKIP_REASON_COLLAPSED 1");
    }

    @Test
    void itIsFullBeforeItGrowsWithoutBound() {
        for (int i = 1; i < SkipDigest.MOST; i++) {
            add(i, "system");
        }
        assertThat(skips.isFull()).isFalse();

        add(SkipDigest.MOST, "system");
        assertThat(skips.isFull()).isTrue();
    }

    private void add(long offset, String className) {
        add(offset, className, SkipReason.SKIP_REASON_EXPIRED);
    }

    private void add(long offset, String className, SkipReason reason) {
        skips.add(
                Message.newBuilder()
                        .setPosition(Positions.of(1, offset, 0))
                        .setNotification(Notification.newBuilder().setClassName(className))
                        .build(),
                reason);
    }
}
