// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.tier;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A table of messages that all live equally long.
 *
 * @param retention absent: without end
 */
public record Tier(@Nullable Duration retention) implements Comparable<Tier> {

    /** The longest time to live that Cassandra takes. */
    private static final Duration LONGEST = Duration.ofDays(20 * 365);

    private static final Pattern NAME = Pattern.compile("([1-9][0-9]{0,8})([dhms])");
    private static final String FOREVER = "forever";

    public Tier {
        if (retention != null
                && (retention.compareTo(Duration.ofSeconds(1)) < 0
                        || retention.compareTo(LONGEST) > 0
                        || retention.getNano() != 0)) {
            throw new IllegalArgumentException(
                    "retention is %s, allowed: whole seconds from PT1S to 20 years, or none for without end"
                            .formatted(retention));
        }
    }

    /** The tier of this {@link #name()}; also of one that no class has any more. */
    public static Optional<Tier> named(String name) {
        if (name.equals(FOREVER)) {
            return Optional.of(new Tier(null));
        }
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        Duration retention = switch (matcher.group(2)) {
            case "d" -> Duration.ofDays(amount);
            case "h" -> Duration.ofHours(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofSeconds(amount);
        };
        return retention.compareTo(LONGEST) > 0 ? Optional.empty() : Optional.of(new Tier(retention));
    }

    /** {@code 7d}, {@code 36h}, {@code 90m}, {@code 5s} or {@code forever}: the largest unit that fits. */
    public String name() {
        if (retention == null) {
            return FOREVER;
        }
        long seconds = retention.toSeconds();
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3_600 == 0) {
            return seconds / 3_600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    public String table() {
        return "messages_" + name();
    }

    /**
     * Seconds that a message has left to live, rounded up: 0 without end, as Cassandra says it; empty when its time has passed.
     *
     * @param appendedAt milliseconds since the epoch; one from a clock ahead of ours never lives longer than the retention
     */
    public OptionalInt secondsLeft(long appendedAt, Instant now) {
        if (retention == null) {
            return OptionalInt.of(0);
        }
        long left = Math.min(appendedAt - now.toEpochMilli(), 0) + retention.toMillis();
        return left <= 0 ? OptionalInt.empty() : OptionalInt.of((int) ((left + 999) / 1_000));
    }

    /** Whether all that was appended before this instant is gone. */
    public boolean isGone(Instant appended, Instant now) {
        return retention != null && !appended.plus(retention).isAfter(now);
    }

    /** Shortest first, without end last. */
    @Override
    public int compareTo(Tier other) {
        if (retention == null || other.retention == null) {
            return Boolean.compare(retention == null, other.retention == null);
        }
        return retention.compareTo(other.retention);
    }

    @Override
    public String toString() {
        return name();
    }
}
