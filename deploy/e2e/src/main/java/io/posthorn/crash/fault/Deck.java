// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.fault;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Faults as a deck of cards: every strike on every process and as many pairs, shuffled; when it is used up, shuffled anew. */
public final class Deck {

    private static final int PAIRS_PERCENT = 40;
    private static final int LONGEST_AWAY = 8_000;
    private static final int SHORTEST_PAUSE = 8_000;
    private static final int LONGEST_PAUSE = 15_000;
    private static final int BETWEEN_STRIKES = 2_500;

    private final List<String> targets;
    private final Random random;
    private final Deque<Fault> cards = new ArrayDeque<>();

    /** @param targets the names of all processes */
    public Deck(List<String> targets, Random random) {
        this.targets = List.copyOf(targets);
        this.random = random;
    }

    public Fault next() {
        if (cards.isEmpty()) {
            cards.addAll(shuffled());
        }
        return cards.remove();
    }

    private List<Fault> shuffled() {
        List<Fault> faults = new ArrayList<>();
        for (Strike.Kind kind : Strike.Kind.values()) {
            targets.forEach(target -> faults.add(new Fault(List.of(strike(kind, target, Duration.ZERO)))));
        }
        int pairs = faults.size() * PAIRS_PERCENT / 100;
        for (int pair = 0; pair < pairs; pair++) {
            faults.add(pair());
        }
        Collections.shuffle(faults, random);
        return faults;
    }

    private Fault pair() {
        int first = random.nextInt(targets.size());
        int second = (first + 1 + random.nextInt(targets.size() - 1)) % targets.size();
        return new Fault(List.of(
                strike(anyKind(), targets.get(first), Duration.ZERO),
                strike(anyKind(), targets.get(second), Duration.ofMillis(random.nextInt(BETWEEN_STRIKES)))));
    }

    private Strike.Kind anyKind() {
        Strike.Kind[] kinds = Strike.Kind.values();
        return kinds[random.nextInt(kinds.length)];
    }

    private Strike strike(Strike.Kind kind, String target, Duration after) {
        int millis = switch (kind) {
            case KILL -> random.nextInt(LONGEST_AWAY);
            case PAUSE -> random.nextInt(SHORTEST_PAUSE, LONGEST_PAUSE);
            case RESTART -> 0;
        };
        return new Strike(kind, target, after, Duration.ofMillis(millis));
    }
}
