// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.SkipReason;
import io.posthorn.history.TestMessages;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DraftTest {

    private static final Instant APPENDED = Instant.parse("2026-11-20T10:00:00Z");

    private final TestMessages user = new TestMessages("user-1");
    private final Message first = user.next(10, APPENDED);
    private final Message second = user.next(20, APPENDED);
    private final Message third = user.next(30, APPENDED);

    private final Draft draft = new Draft(new Bounds(2, 2L * first.getSerializedSize() + 100, 1_000));

    @Test
    void whatIsLeftOutTogetherIsOneSkip() {
        draft.leaveOut(first, SkipReason.SKIP_REASON_EXPIRED);
        draft.pass(second.getPosition(), SkipReason.SKIP_REASON_EXPIRED, 3);
        draft.keep(third, "");

        assertThat(items()).containsExactly("20: EXPIRED chat 1, EXPIRED unknown 3", "30");
        assertThat(draft.leftOut()).containsExactly(Page.LeftOut.of(first, SkipReason.SKIP_REASON_EXPIRED));
    }

    @Test
    void aNewerMessageTakesThePlaceOfAnOlderOneOfItsKey() {
        draft.keep(first, "parcel");
        draft.keep(second, "");
        draft.keep(third, "parcel");

        assertThat(items()).containsExactly("10: COLLAPSED chat 1", "20", "30");
        assertThat(draft.leftOut()).containsExactly(Page.LeftOut.of(first, SkipReason.SKIP_REASON_COLLAPSED));
    }

    @Test
    void onlyTheNewestOfAKeyIsLeft() {
        draft.keep(first, "parcel");
        draft.keep(second, "parcel");
        draft.keep(third, "parcel");

        assertThat(items()).containsExactly("20: COLLAPSED chat 2", "30");
    }

    @Test
    void keysAreToldApartAndNoKeyIsNone() {
        draft.keep(first, "parcel");
        draft.keep(second, "letter");

        assertThat(items()).containsExactly("10", "20");

        Draft without = new Draft(new Bounds(2, 1 << 20, 1_000));
        without.keep(first, "");
        without.keep(second, "");
        assertThat(without.items()).hasSize(2);
    }

    @Test
    void whatGaveWayMakesRoom() {
        draft.keep(first, "parcel");
        draft.keep(second, "parcel");
        assertThat(draft.isFull()).as("one of two").isFalse();

        assertThat(draft.keep(third, "")).isTrue();
        assertThat(draft.isFull()).isTrue();
    }

    @Test
    void whereThereIsNoRoomNothingGivesWay() {
        Draft tight = new Draft(new Bounds(10, 2L * first.getSerializedSize() + 100, 1_000));
        Message large = third.toBuilder()
                .setNotification(third.getNotification().toBuilder().setBody("x".repeat(1_000)))
                .build();
        tight.keep(first, "parcel");
        tight.keep(second, "");

        assertThat(tight.keep(large, "parcel")).isFalse();
        assertThat(tight.items()).hasSize(2);
        assertThat(tight.leftOut()).isEmpty();
    }

    @Test
    void aLargeMessageMayTakeThePlaceOfTheOnlyOne() {
        Draft tight = new Draft(new Bounds(10, 1, 1_000));
        tight.keep(first, "parcel");

        assertThat(tight.keep(second, "parcel")).isTrue();
        assertThat(tight.keep(third, "")).isFalse();
    }

    private List<String> items() {
        return draft.items().stream().map(DraftTest::describe).toList();
    }

    private static String describe(Page.Item item) {
        long offset = item.position().getOffset();
        if (!(item instanceof Page.Skip skip)) {
            return Long.toString(offset);
        }
        return offset + ": "
                + String.join(
                        ", ",
                        skip.counts().entrySet().stream()
                                .map(each -> each.getKey().reason().name().substring("SKIP_REASON_".length()) + " "
                                        + each.getKey().className() + " " + each.getValue())
                                .toList());
    }
}
