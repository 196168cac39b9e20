// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import io.posthorn.history.TestMessages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChainTest {

    private static final Instant APPENDED = Instant.parse("2026-11-20T10:00:00Z");

    private final TestMessages user = new TestMessages("user-1");
    private final Message first = user.next(10, APPENDED);
    private final Message second = user.next(20, APPENDED);
    private final Message third = user.next(30, APPENDED);
    private final Message fourth = user.next(40, APPENDED);

    @Test
    void rowsThatNameEachOtherHaveNoHoles() {
        assertThat(links(Positions.START, first, second, third)).containsExactly("10", "20", "30");
    }

    @Test
    void whatStandsBeforeTheBeginningIsNotMissed() {
        assertThat(links(at(25), third, fourth)).containsExactly("30", "40");
    }

    @Test
    void aHoleIsMetWhereItEndsAndBeforeTheRowThatTellsOfIt() {
        assertThat(links(Positions.START, first, fourth)).containsExactly("10", "2 missing up to 30", "40");
    }

    @Test
    void fromTheStartAllThatIsMissingIsCounted() {
        assertThat(links(Positions.START, fourth)).containsExactly("3 missing up to 30", "40");
    }

    @Test
    void fromAnywhereElseAtLeastOneIsMissing() {
        assertThat(links(at(15), fourth)).containsExactly("1 missing up to 30", "40");
    }

    @Test
    void theRowWhereItBeginsTellsHowManyThereWereAndIsNoLink() {
        assertThat(links(first.getPosition(), first, fourth)).containsExactly("2 missing up to 30", "40");
    }

    @Test
    void withoutRowsItHasNoLinks() {
        assertThat(links(Positions.START)).isEmpty();
    }

    private static List<String> links(Position after, Message... rows) {
        Chain chain = new Chain(after, Arrays.asList(rows).iterator());
        List<String> links = new ArrayList<>();
        for (Optional<Chain.Link> next = chain.peek(); next.isPresent(); next = chain.peek()) {
            assertThat(chain.peek()).as("looking changes nothing").isEqualTo(next);
            long offset = next.get().position().getOffset();
            links.add(
                    next.get() instanceof Chain.Hole hole
                            ? hole.missing() + " missing up to " + offset
                            : Long.toString(offset));
            chain.take(next.get());
        }
        return links;
    }

    private static Position at(long offset) {
        return Positions.of(1, offset, APPENDED.toEpochMilli());
    }
}
