// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ReplayRequest;
import io.posthorn.contracts.v1.SkipReason;
import io.posthorn.history.TestMessages;
import io.posthorn.history.tier.Lifetimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageChainTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final Instant YOUNG = Instant.parse("2026-11-19T10:00:00Z");
    private static final Instant OLD = Instant.parse("2026-11-01T10:00:00Z");
    private static final Lifetimes LIFETIMES = new Lifetimes(DeliveryClasses.defaults(), NOW);
    private static final Bounds BOUNDS = new Bounds(100, 1 << 20, 1_000);

    private final TestMessages user = new TestMessages("user-1");

    @Test
    void rowsInAChainAreSentInOrder() {
        Message first = user.next(10, YOUNG);
        Message second = user.next(20, YOUNG);
        Message third = user.next(30, YOUNG);

        Page page = page(request(Positions.START, third.getPosition(), 0), first, second, third);

        assertThat(positions(page)).containsExactly(10L, 20L, 30L);
        assertThat(page.end()).isEqualTo(Page.End.COMPLETE);
        assertThat(page.last()).contains(third.getPosition());
        assertThat(page.messages()).isEqualTo(3);
        assertThat(page.bytes())
                .isEqualTo(first.getSerializedSize() + second.getSerializedSize() + third.getSerializedSize());
    }

    @Test
    void goesOnAfterWhereTheConnectionStands() {
        Message first = user.next(10, YOUNG);
        Message second = user.next(20, YOUNG);

        Page page = page(request(first.getPosition(), second.getPosition(), 0), first, second);

        assertThat(positions(page)).containsExactly(20L);
        assertThat(page.end()).isEqualTo(Page.End.COMPLETE);
    }

    @Test
    void aConnectionMayStandBetweenTheUsersOwnMessages() {
        user.next(10, YOUNG);
        Message second = user.next(20, YOUNG);

        Page page = page(request(at(15, YOUNG), second.getPosition(), 0), second);

        assertThat(positions(page)).containsExactly(20L);
    }

    @Test
    void whatWasErasedIsSkippedByClassThoughItIsCritical() {
        Message first = erased(user.next(10, YOUNG, "critical"));
        Message second = user.next(20, YOUNG);
        Message third = erased(user.next(30, YOUNG, "system"));

        Page page = page(request(Positions.START, third.getPosition(), 0), first, second, third);

        assertThat(positions(page)).containsExactly(10L, 20L, 30L);
        assertThat(page.items().get(0))
                .isInstanceOfSatisfying(
                        Page.Skip.class,
                        skip -> assertThat(skip.counts())
                                .containsOnlyKeys(new Page.SkipKind(SkipReason.SKIP_REASON_ERASED, "critical")));
        assertThat(page.messages()).isEqualTo(1);
        assertThat(page.leftOut()).extracting(Page.LeftOut::reason).containsOnly(SkipReason.SKIP_REASON_ERASED);
    }

    private static Message erased(Message message) {
        return message.toBuilder().setErasedAt(NOW.toEpochMilli()).build();
    }

    @Test
    void isFullAfterAsManyMessagesAsItMayHold() {
        Message first = user.next(10, YOUNG);
        Message second = user.next(20, YOUNG);
        Message third = user.next(30, YOUNG);

        Page page = PageChain.of(
                request(Positions.START, third.getPosition(), 0),
                new Bounds(2, 1 << 20, 1_000),
                LIFETIMES,
                own(first, second, third));

        assertThat(positions(page)).containsExactly(10L, 20L);
        assertThat(page.end()).isEqualTo(Page.End.FULL);
    }

    @Test
    void isCompleteWhenItsLastMessageFillsIt() {
        Message first = user.next(10, YOUNG);
        Message second = user.next(20, YOUNG);

        Page page = PageChain.of(
                request(Positions.START, second.getPosition(), 0),
                new Bounds(2, 1 << 20, 1_000),
                LIFETIMES,
                own(first, second));

        assertThat(page.end()).isEqualTo(Page.End.COMPLETE);
    }

    @Test
    void isFullBeforeItHoldsMoreBytesThanItMay() {
        Message first = user.next(10, YOUNG);
        Message second = user.next(20, YOUNG);

        Page page = PageChain.of(
                request(Positions.START, second.getPosition(), 0),
                new Bounds(100, first.getSerializedSize() + second.getSerializedSize() - 1, 1_000),
                LIFETIMES,
                own(first, second));

        assertThat(positions(page)).containsExactly(10L);
        assertThat(page.end()).isEqualTo(Page.End.FULL);
    }

    @Test
    void oneMessageAloneMayBeLargerThanAPage() {
        Message large = user.next(10, YOUNG);

        Page page = PageChain.of(
                request(Positions.START, large.getPosition(), 0), new Bounds(100, 1, 1_000), LIFETIMES, own(large));

        assertThat(positions(page)).containsExactly(10L);
    }

    @Test
    void aHoleThatTimeHasMadeIsSkippedWithItsCount() {
        Message first = user.next(10, OLD);
        user.next(20, OLD);
        user.next(30, OLD);
        Message fourth = user.next(40, YOUNG);

        Page page = page(request(Positions.START, fourth.getPosition(), 0), first, fourth);

        // The first is over as well: its class waits no longer than a week.
        assertThat(page.items()).hasSize(2);
        assertThat(counts(page, 0)).containsExactly("SKIP_REASON_EXPIRED chat 1", "SKIP_REASON_EXPIRED unknown 2");
        assertThat(page.items().get(0).position()).isEqualTo(at(30, OLD));
        assertThat(page.items().get(1).position()).isEqualTo(fourth.getPosition());
        assertThat(page.gap()).isEmpty();
        assertThat(page.leftOut()).extracting(Page.LeftOut::position).containsExactly(first.getPosition());
    }

    @Test
    void expiredBeforeTheFirstRowIsCountedFromTheStart() {
        user.next(10, OLD);
        user.next(20, OLD);
        Message third = user.next(30, YOUNG);

        Page page = page(request(Positions.START, third.getPosition(), 0), third);

        assertThat(counts(page, 0)).containsExactly("SKIP_REASON_EXPIRED unknown 2");
        assertThat(positions(page)).containsExactly(20L, 30L);
    }

    @Test
    void expiredAfterACursorWhoseOrdinalIsGoneCountsAsOneAtLeast() {
        Message first = user.next(10, OLD);
        user.next(20, OLD);
        user.next(25, OLD);
        Message fourth = user.next(30, YOUNG);

        Page page = page(request(first.getPosition(), fourth.getPosition(), 0), fourth);

        assertThat(counts(page, 0)).containsExactly("SKIP_REASON_EXPIRED unknown 1");
    }

    @Test
    void theRowAtTheCursorTellsItsOrdinal() {
        Message first = user.next(10, OLD);
        user.next(20, OLD);
        user.next(25, OLD);
        Message fourth = user.next(30, YOUNG);

        Page page = page(request(first.getPosition(), fourth.getPosition(), 0), first, fourth);

        assertThat(counts(page, 0)).containsExactly("SKIP_REASON_EXPIRED unknown 2");
        assertThat(page.leftOut()).isEmpty();
    }

    @Test
    void aHoleThatNothingExplainsEndsThePageBeforeIt() {
        Message first = user.next(10, YOUNG);
        user.next(20, YOUNG);
        Message third = user.next(30, YOUNG);

        Page page = page(request(Positions.START, third.getPosition(), 0), first, third);

        assertThat(positions(page)).containsExactly(10L);
        assertThat(page.end()).isEqualTo(Page.End.BROKEN);
        assertThat(page.gap()).isEmpty();
    }

    @Test
    void aHoleAtTheStartOfThePageLeavesItEmpty() {
        Message first = user.next(10, YOUNG);
        user.next(20, YOUNG);
        Message third = user.next(30, YOUNG);

        Page page = page(request(first.getPosition(), third.getPosition(), 2), first, third);

        assertThat(page.isEmpty()).isTrue();
        assertThat(page.last()).isEmpty();
        assertThat(page.end()).isEqualTo(Page.End.BROKEN);
    }

    @Test
    void aHoleThatWasMetThreeTimesIsSkippedAndReported() {
        Message first = user.next(10, YOUNG);
        user.next(20, YOUNG);
        Message third = user.next(30, YOUNG);

        Page page = page(request(first.getPosition(), third.getPosition(), 3), first, third);

        assertThat(positions(page)).containsExactly(20L, 30L);
        assertThat(counts(page, 0)).containsExactly("SKIP_REASON_UNEXPLAINED unknown 1");
        assertThat(page.gap()).contains(new Page.Gap(first.getPosition(), at(20, YOUNG), 1));
        assertThat(page.end()).isEqualTo(Page.End.COMPLETE);
    }

    @Test
    void onlyTheHoleWhereItWasAskedForIsGivenUp() {
        Message first = user.next(10, YOUNG);
        user.next(20, YOUNG);
        Message third = user.next(30, YOUNG);
        user.next(40, YOUNG);
        Message fifth = user.next(50, YOUNG);

        Page page = page(request(first.getPosition(), fifth.getPosition(), 3), first, third, fifth);

        assertThat(positions(page)).containsExactly(20L, 30L);
        assertThat(page.end()).isEqualTo(Page.End.BROKEN);
    }

    @Test
    void aHoleAtTheVeryEndIsClosedWhenTimeHasMadeIt() {
        Message first = user.next(10, OLD, "critical");
        user.next(20, OLD);

        Page page = page(request(Positions.START, at(20, OLD), 0), first);

        assertThat(positions(page)).containsExactly(10L, 20L);
        assertThat(counts(page, 1)).containsExactly("SKIP_REASON_EXPIRED unknown 1");
        assertThat(page.end()).isEqualTo(Page.End.COMPLETE);
    }

    @Test
    void aHoleAtTheVeryEndThatNothingExplainsIsNotClosed() {
        Message first = user.next(10, YOUNG);
        user.next(20, YOUNG);

        assertThat(page(request(Positions.START, at(20, YOUNG), 0), first).end())
                .isEqualTo(Page.End.BROKEN);
        assertThat(page(request(Positions.START, at(20, YOUNG), 3), first).end())
                .isEqualTo(Page.End.BROKEN);
        assertThat(page(request(first.getPosition(), at(20, YOUNG), 3), first).end())
                .isEqualTo(Page.End.COMPLETE);
    }

    @Test
    void whereNothingIsLeftOneSkipLeadsToTheEnd() {
        Page page = page(request(Positions.START, at(20, OLD), 0));

        assertThat(positions(page)).containsExactly(20L);
        assertThat(page.messages()).isZero();
        assertThat(page.end()).isEqualTo(Page.End.COMPLETE);
    }

    @Test
    void whatWaitsNoLongerIsSkippedWithItsClass() {
        Message brief = user.next(10, YOUNG);
        brief = brief.toBuilder()
                .setNotification(brief.getNotification().toBuilder()
                        .setTtl(Duration.newBuilder().setSeconds(60)))
                .build();
        Message second = user.next(20, YOUNG);

        Page page = page(request(Positions.START, second.getPosition(), 0), brief, second);

        assertThat(positions(page)).containsExactly(10L, 20L);
        assertThat(counts(page, 0)).containsExactly("SKIP_REASON_EXPIRED chat 1");
        assertThat(page.leftOut()).containsExactly(Page.LeftOut.of(brief, SkipReason.SKIP_REASON_EXPIRED));
        assertThat(page.messages()).isEqualTo(1);
    }

    @Test
    void oneSkipTellsOfAllThatStandsTogether() {
        List<Message> rows = new ArrayList<>();
        for (int offset = 10; offset < 60; offset += 10) {
            rows.add(user.next(offset, OLD));
        }
        rows.add(user.next(60, YOUNG));

        Page page = page(request(Positions.START, rows.get(5).getPosition(), 0), rows.toArray(Message[]::new));

        assertThat(positions(page)).containsExactly(50L, 60L);
        assertThat(counts(page, 0)).containsExactly("SKIP_REASON_EXPIRED chat 5");
    }

    @Test
    void readsNoMoreRowsThanItMayEvenIfNoneIsSent() {
        List<Message> rows = new ArrayList<>();
        for (int offset = 1; offset <= 20; offset++) {
            rows.add(user.next(offset, OLD));
        }

        Page page = PageChain.of(
                request(Positions.START, rows.get(19).getPosition(), 0),
                new Bounds(100, 1 << 20, 10),
                LIFETIMES,
                own(rows.toArray(Message[]::new)));

        assertThat(page.end()).isEqualTo(Page.End.FULL);
        assertThat(positions(page)).containsExactly(10L);
        assertThat(counts(page, 0)).containsExactly("SKIP_REASON_EXPIRED chat 10");
    }

    @Test
    void aLargeMessageAfterAHoleLeavesTheSkipAsLastFrame() {
        Message first = user.next(10, YOUNG, "critical");
        user.next(20, OLD);
        Message third = user.next(30, YOUNG);

        Page page = PageChain.of(
                request(Positions.START, third.getPosition(), 0),
                new Bounds(100, first.getSerializedSize(), 1_000),
                LIFETIMES,
                own(first, third));

        assertThat(positions(page)).containsExactly(10L, 20L);
        assertThat(page.end()).isEqualTo(Page.End.FULL);
    }

    private static Page page(ReplayRequest request, Message... rows) {
        return PageChain.of(request, BOUNDS, LIFETIMES, own(rows));
    }

    private static PageChain.Rows own(Message... rows) {
        return new PageChain.Rows(Arrays.asList(rows).iterator(), Collections.emptyIterator());
    }

    private static ReplayRequest request(Position after, Position upTo, int breaks) {
        return ReplayRequest.newBuilder()
                .setUser("user-1")
                .setAfter(after)
                .setUpTo(upTo)
                .setBreaks(breaks)
                .build();
    }

    private static Position at(long offset, Instant appended) {
        return Positions.of(1, offset, appended.toEpochMilli());
    }

    private static List<Long> positions(Page page) {
        return page.items().stream().map(each -> each.position().getOffset()).toList();
    }

    private static List<String> counts(Page page, int item) {
        Page.Skip skip = (Page.Skip) page.items().get(item);
        return skip.counts().entrySet().stream()
                .map(each -> "%s %s %d"
                        .formatted(each.getKey().reason(), each.getKey().className(), each.getValue()))
                .toList();
    }
}
