// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.scenario;

import io.posthorn.crash.proxy.ProduceRule;
import io.posthorn.crash.proxy.Verdict;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;

/**
 * How the last requests of a process are treated before it is killed, and what becomes of those that were held.
 *
 * @param until time before the network turns bad
 * @param lasts time from then to the kill
 * @param percent how much of everything still passes
 */
record Cut(Kind kind, Late late, Duration until, Duration lasts, int percent, long seed) {

    private static final int LONGEST_DELAY_MILLIS = 400;

    enum Kind {
        /** On each connection some partitions' records pass, and nothing else, and nothing is answered. */
        TEAR,
        /** Requests that touch some of the topics are held, with all behind them. */
        HOLD,
        DELAY,
        CUT_REQUESTS,
        CUT_ANSWERS
    }

    enum Late {
        LOST,
        BEFORE_THE_NEXT_STARTS,
        WHEN_THE_NEXT_RUNS
    }

    static Cut draw(Random random) {
        return new Cut(
                // Every second one is the worst.
                random.nextBoolean() ? Kind.TEAR : draw(random, Kind.values()),
                draw(random, Late.values()),
                Duration.ofMillis(random.nextInt(1_500)),
                Duration.ofMillis(random.nextInt(1_500)),
                new int[] {0, 20, 50, 80}[random.nextInt(4)],
                random.nextLong());
    }

    private static <T> T draw(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    ProduceRule rule() {
        Random random = new Random(seed);
        return switch (kind) {
            case TEAR -> produce -> Verdict.tear(this::passes);
            case HOLD -> produce -> produce.touches(topic -> !passes(topic)) ? Verdict.hold() : Verdict.pass();
            case DELAY -> produce -> Verdict.delay(Duration.ofMillis(random.nextInt(LONGEST_DELAY_MILLIS)));
            case CUT_REQUESTS -> produce -> passes(random) ? Verdict.pass() : Verdict.cutRequest(random.nextDouble());
            case CUT_ANSWERS -> produce -> passes(random) ? Verdict.pass() : Verdict.cutResponse();
        };
    }

    private boolean passes(TopicPartition partition) {
        return passes(partition.toString());
    }

    /** The same answer for the same name. */
    private boolean passes(String name) {
        return passes(new Random(seed ^ name.hashCode()));
    }

    private boolean passes(Random random) {
        return random.nextInt(100) < percent;
    }

    @Override
    public String toString() {
        return "%s, %d %% pass, killed after %d ms, what is held is %s"
                .formatted(words(kind), percent, lasts.toMillis(), words(late));
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
