// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeckTest {

    private static final List<String> TARGETS = List.of("Kafka", "Cassandra", "gateway-1", "delivery-1", "history-1");
    private static final int SINGLES = TARGETS.size() * Strike.Kind.values().length;
    private static final int PAIRS = 6;
    private static final Duration SESSION = Duration.ofSeconds(6);

    @Test
    void oneSeedGivesTheSameFaults() {
        assertThat(drawn(7, 50)).isEqualTo(drawn(7, 50));
        assertThat(drawn(7, 50)).isNotEqualTo(drawn(8, 50));
    }

    @Test
    void aDeckHasEveryStrikeOnEveryProcessAndSomePairs() {
        List<Fault> deck = drawn(7, SINGLES + PAIRS);

        assertThat(deck).filteredOn(fault -> fault.strikes().size() == 2).hasSize(PAIRS);
        assertThat(deck.stream().filter(fault -> fault.strikes().size() == 1).map(Fault::title))
                .doesNotHaveDuplicates()
                .hasSize(SINGLES);
    }

    @Test
    void aPairStrikesTwoProcesses() {
        assertThat(drawn(3, 500))
                .allSatisfy(fault ->
                        assertThat(fault.strikes().stream().map(Strike::target)).doesNotHaveDuplicates());
    }

    @Test
    void aPauseOutlastsTheSession() {
        assertThat(drawn(3, 200).stream()
                        .flatMap(fault -> fault.strikes().stream())
                        .filter(strike -> strike.kind() == Strike.Kind.PAUSE))
                .isNotEmpty()
                .allSatisfy(strike -> assertThat(strike.lasting()).isGreaterThan(SESSION));
    }

    @Test
    void theTitleIsThatOfTheKindAndNotOfTheInstance() {
        assertThat(new Strike(Strike.Kind.PAUSE, "gateway-2", Duration.ZERO, Duration.ZERO).title())
                .isEqualTo("pause gateway");
    }

    private static List<Fault> drawn(long seed, int count) {
        Deck deck = new Deck(TARGETS, new Random(seed));
        return Stream.generate(deck::next).limit(count).toList();
    }
}
