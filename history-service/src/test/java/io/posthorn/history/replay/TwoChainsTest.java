// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.replay;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A page of the user's own messages and of the broadcasts of their partition. */
class TwoChainsTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final Instant YOUNG = Instant.parse("2026-11-19T10:00:00Z");
    private static final Instant OLD = Instant.parse("2026-11-01T10:00:00Z");
    private static final Lifetimes LIFETIMES = new Lifetimes(DeliveryClasses.defaults(), NOW);
    private static final Bounds BOUNDS = new Bounds(100, 1 << 20, 1_000);

    private final TestMessages user = new TestMessages("user-1");
    private final TestMessages everyone = new TestMessages("");
    private final List<Message> own = new ArrayList<>();
    private final List<Message> broadcasts = new ArrayList<>();

    @Test
    void theyAreMergedByPosition() {
        own(10, YOUNG);
        broadcast(20, YOUNG);
        broadcast(30, YOUNG);
        own(40, YOUNG);

        Page page = page(request(Positions.START, 40));

        assertThat(positions(page)).containsExactly(10L, 20L, 30L, 40L);
        assertThat(page.end()).isEqualTo(Page.End.COMPLETE);
    }

    @Test
    void thePageMayEndWithABroadcast() {
        own(10, YOUNG);
        broadcast(20, YOUNG);

        assertThat(page(request(Positions.START, 20)).end()).isEqualTo(Page.End.COMPLETE);
        assertThat(positions(page(request(at(10, YOUNG), 20)))).containsExactly(20L);
    }

    @Test
    void whatComesAfterThePageIsNotInIt() {
        own(10, YOUNG);
        broadcast(20, YOUNG);
        own(30, YOUNG);
        broadcast(40, YOUNG);

        Page page = page(request(Positions.START, 20));

        assertThat(positions(page)).containsExactly(10L, 20L);
        assertThat(page.end()).isEqualTo(Page.End.COMPLETE);
    }

    @Test
    void aChainMayHaveItsLastRowWhereTheConnectionStoodBefore() {
        broadcast(10, YOUNG);
        own(20, YOUNG);
        broadcast(30, YOUNG);
        own(40, YOUNG);

        assertThat(positions(page(request(at(20, YOUNG), 40)))).containsExactly(30L, 40L);
    }

    @Test
    void aHoleInTheOwnChainEndsThePageThoughBroadcastsAreWhole() {
        own(10, YOUNG);
        broadcast(20, YOUNG);
        lost(user, 30);
        broadcast(40, YOUNG);
        own(50, YOUNG);

        Page page = page(request(Positions.START, 50));

        assertThat(positions(page)).containsExactly(10L, 20L);
        assertThat(page.end()).isEqualTo(Page.End.BROKEN);
    }

    @Test
    void aHoleInTheBroadcastsEndsThePageThoughTheOwnChainIsWhole() {
        broadcast(10, YOUNG);
        own(20, YOUNG);
        lost(everyone, 30);
        own(40, YOUNG);
        broadcast(50, YOUNG);

        Page page = page(request(Positions.START, 50));

        assertThat(positions(page)).containsExactly(10L, 20L);
        assertThat(page.end()).isEqualTo(Page.End.BROKEN);
    }

    @Test
    void aHoleAtThePagesEndIsToldByTheRowAfterThePage() {
        own(10, YOUNG);
        lost(everyone, 20);
        own(30, YOUNG);
        broadcast(40, YOUNG);

        Page page = page(request(Positions.START, 30));

        assertThat(positions(page)).containsExactly(10L);
        assertThat(page.end()).isEqualTo(Page.End.BROKEN);
    }

    @Test
    void bothBrokenIsMendedOneAfterTheOther() {
        own(10, YOUNG);
        lost(user, 20);
        lost(everyone, 30);
        own(40, YOUNG);
        broadcast(50, YOUNG);

        Page first = page(request(at(10, YOUNG), 50).toBuilder().setBreaks(3).build());
        assertThat(positions(first)).containsExactly(20L);
        assertThat(first.gap()).map(Page.Gap::upTo).contains(at(20, YOUNG));
        assertThat(first.end()).isEqualTo(Page.End.BROKEN);

        Page second = page(request(at(20, YOUNG), 50).toBuilder().setBreaks(3).build());
        assertThat(positions(second)).containsExactly(30L, 40L, 50L);
        assertThat(counts(second, 0)).containsExactly("UNEXPLAINED unknown 1");
        assertThat(second.end()).isEqualTo(Page.End.COMPLETE);
    }

    @Test
    void whatTimeHasTakenOfBothIsOneSkip() {
        lost(user, 10, OLD);
        lost(everyone, 20, OLD);
        lost(everyone, 30, OLD);
        own(40, YOUNG);
        broadcast(50, YOUNG);

        Page page = page(request(Positions.START, 50));

        assertThat(positions(page)).containsExactly(30L, 40L, 50L);
        assertThat(counts(page, 0)).containsExactly("EXPIRED unknown 3");
    }

    @Test
    void expiredBroadcastsAreCountedThoughNoneIsLeftInThePage() {
        lost(everyone, 10, OLD);
        lost(everyone, 20, OLD);
        own(30, YOUNG);
        broadcast(40, YOUNG);

        Page page = page(request(Positions.START, 30));

        assertThat(positions(page)).containsExactly(20L, 30L);
        assertThat(counts(page, 0)).containsExactly("EXPIRED unknown 2");
        assertThat(page.end()).isEqualTo(Page.End.COMPLETE);
    }

    @Test
    void broadcastsFromBeforeTheUserWasKnownAreNeitherShownNorMissed() {
        broadcast(10, YOUNG);
        lost(everyone, 20);
        own(30, YOUNG);
        broadcast(40, YOUNG);
        own(50, YOUNG);
        ReplayRequest request = request(Positions.START, 50).toBuilder()
                .setBroadcastsAfter(at(25, YOUNG))
                .build();

        Page page = page(request);

        assertThat(positions(page)).containsExactly(30L, 40L, 50L);
        assertThat(page.end()).isEqualTo(Page.End.COMPLETE);
        assertThat(PageChain.knownBroadcasts(request)).isEqualTo(at(25, YOUNG));
        assertThat(PageChain.knownBroadcasts(
                        request.toBuilder().setAfter(at(30, YOUNG)).build()))
                .isEqualTo(at(30, YOUNG));
    }

    @Test
    void anOwnMessageThatIsMissingWhileOnlyBroadcastsAreThereIsNotPassedOver() {
        broadcast(10, YOUNG);
        lost(user, 20);

        Page page = page(request(Positions.START, 20));

        assertThat(positions(page)).containsExactly(10L);
        assertThat(page.end()).isEqualTo(Page.End.BROKEN);
    }

    @Test
    void ofOneCollapseKeyOnlyTheNewestIsDelivered() {
        collapsing(user, own, 10, "chat", "parcel");
        own(20, YOUNG);
        collapsing(user, own, 30, "chat", "parcel");

        Page page = page(request(Positions.START, 30));

        assertThat(positions(page)).containsExactly(10L, 20L, 30L);
        assertThat(counts(page, 0)).containsExactly("COLLAPSED chat 1");
        assertThat(page.leftOut()).containsExactly(Page.LeftOut.of(own.get(0), SkipReason.SKIP_REASON_COLLAPSED));
    }

    @Test
    void aNewerOneAfterThePageCollapsesNothingInIt() {
        collapsing(user, own, 10, "chat", "parcel");
        collapsing(user, own, 20, "chat", "parcel");

        assertThat(page(request(Positions.START, 10)).messages()).isEqualTo(1);
    }

    @Test
    void criticalMessagesNeitherGiveWayNorTakeAPlace() {
        collapsing(user, own, 10, "critical", "parcel");
        collapsing(user, own, 20, "chat", "parcel");
        collapsing(user, own, 30, "critical", "parcel");

        assertThat(page(request(Positions.START, 30)).messages()).isEqualTo(3);
    }

    @Test
    void broadcastsAndWhatIsOverNeitherGiveWayNorTakeAPlace() {
        collapsing(user, own, 10, "chat", "parcel");
        collapsing(everyone, broadcasts, 20, "chat", "parcel");
        collapsing(everyone, broadcasts, 30, "chat", "parcel");
        Message over = user.next(40, OLD);
        own.add(over.toBuilder()
                .setNotification(over.getNotification().toBuilder().setCollapseKey("parcel"))
                .build());

        Page page = page(request(Positions.START, 40));

        assertThat(page.messages()).isEqualTo(3);
        assertThat(counts(page, 3)).containsExactly("EXPIRED chat 1");
    }

    /** Whatever is lost and however pages are cut: frames rise, nothing is passed over unsaid, nothing comes twice. */
    @Test
    void pagesTogetherShowOrCountEverything() {
        Random random = new Random(11);
        for (int round = 0; round < 300; round++) {
            own.clear();
            broadcasts.clear();
            TestMessages mine = new TestMessages("user-1");
            TestMessages all = new TestMessages("");
            List<Message> sent = new ArrayList<>();
            for (int offset = 1; offset <= 40; offset++) {
                Message message = (random.nextBoolean() ? mine : all).next(offset, YOUNG);
                sent.add(message);
                if (random.nextInt(4) > 0) {
                    (message.getUser().isEmpty() ? broadcasts : own).add(message);
                }
            }
            walk(sent, 1 + random.nextInt(8));
        }
    }

    private void walk(List<Message> sent, int messages) {
        Position end = sent.get(sent.size() - 1).getPosition();
        Position after = Positions.START;
        List<Long> shown = new ArrayList<>();
        List<Position> toldMissing = new ArrayList<>();
        for (int asks = 0; Positions.isAfter(end, after); asks++) {
            assertThat(asks).as("asks").isLessThan(100);
            ReplayRequest request = request(after, 40).toBuilder().setBreaks(3).build();
            Page page = PageChain.of(request, new Bounds(messages, 1 << 20, 1_000), LIFETIMES, rows(request));
            Position last = after;
            for (Page.Item item : page.items()) {
                assertThat(Positions.isAfter(item.position(), last)).isTrue();
                last = item.position();
                if (item instanceof Page.Replayed) {
                    shown.add(item.position().getOffset());
                }
            }
            page.gap().map(Page.Gap::upTo).ifPresent(toldMissing::add);
            assertThat(Positions.isAfter(last, after)).as("goes on").isTrue();
            after = last;
        }
        assertThat(shown)
                .isEqualTo(Stream.concat(own.stream(), broadcasts.stream())
                        .map(each -> each.getPosition().getOffset())
                        .sorted()
                        .toList());
        assertThat(toldMissing).containsAll(endsOfHoles(own)).containsAll(endsOfHoles(broadcasts));
    }

    private static List<Position> endsOfHoles(List<Message> chain) {
        List<Position> ends = new ArrayList<>();
        Position before = Positions.START;
        for (Message row : chain) {
            if (Positions.isAfter(row.getPrevOwn(), before)) {
                ends.add(row.getPrevOwn());
            }
            before = row.getPosition();
        }
        return ends;
    }

    private void own(long offset, Instant appended) {
        own.add(user.next(offset, appended));
    }

    private void broadcast(long offset, Instant appended) {
        broadcasts.add(everyone.next(offset, appended));
    }

    private static void lost(TestMessages chain, long offset) {
        lost(chain, offset, YOUNG);
    }

    private static void lost(TestMessages chain, long offset, Instant appended) {
        chain.next(offset, appended);
    }

    private static void collapsing(
            TestMessages chain, List<Message> rows, long offset, String className, String collapseKey) {
        Message message = chain.next(offset, YOUNG, className);
        rows.add(message.toBuilder()
                .setNotification(message.getNotification().toBuilder().setCollapseKey(collapseKey))
                .build());
    }

    private Page page(ReplayRequest request) {
        return PageChain.of(request, BOUNDS, LIFETIMES, rows(request));
    }

    /** As they are asked for: each chain from where it begins, and on beyond the page. */
    private PageChain.Rows rows(ReplayRequest request) {
        return new PageChain.Rows(
                from(request.getAfter(), own).iterator(),
                from(PageChain.knownBroadcasts(request), broadcasts).iterator());
    }

    private static List<Message> from(Position first, List<Message> rows) {
        return rows.stream()
                .filter(row -> !Positions.isAfter(first, row.getPosition()))
                .sorted(Comparator.comparing(Message::getPosition, Positions.ORDER))
                .toList();
    }

    private static ReplayRequest request(Position after, long upTo) {
        return ReplayRequest.newBuilder()
                .setUser("user-1")
                .setAfter(after)
                .setUpTo(at(upTo, YOUNG))
                .build();
    }

    private static Position at(long offset, Instant appended) {
        return Positions.of(1, offset, appended.toEpochMilli());
    }

    private static List<Long> positions(Page page) {
        return page.items().stream().map(each -> each.position().getOffset()).toList();
    }

    private static List<String> counts(Page page, int item) {
        return ((Page.Skip) page.items().get(item))
                .counts().entrySet().stream()
                        .map(each -> "%s %s %d"
                                .formatted(
                                        each.getKey().reason().name().substring("SKIP_REASON_".length()),
                                        each.getKey().className(),
                                        each.getValue()))
                        .collect(Collectors.toList());
    }
}
