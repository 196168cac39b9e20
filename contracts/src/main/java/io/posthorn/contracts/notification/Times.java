// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.notification;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** Times and durations in ISO 8601, as JSON carries them. */
public final class Times {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private Times() {}

    /** @throws java.time.DateTimeException far beyond a valid time */
    public static String format(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos()).toString();
    }

    /** @throws IllegalArgumentException not a time with an offset, or beyond the years 1 to 9999 */
    public static Timestamp parse(String text) {
        Timestamp time;
        try {
            time = of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("not a time in ISO 8601 with an offset", e);
        }
        if (!isValid(time)) {
            throw new IllegalArgumentException("must lie in the years 1 to 9999");
        }
        return time;
    }

    /** Whether it is what Protobuf calls a timestamp; one that came in Protobuf may hold anything. */
    public static boolean isValid(Timestamp time) {
        return time.getSeconds() >= FIRST.getEpochSecond()
                && time.getSeconds() <= LAST.getEpochSecond()
                && time.getNanos() >= 0
                && time.getNanos() <= LAST.getNano();
    }

    public static Timestamp of(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    public static String format(Duration duration) {
        return toJava(duration).toString();
    }

    /** @throws IllegalArgumentException not a duration */
    public static Duration parseDuration(String text) {
        try {
            var duration = java.time.Duration.parse(text);
            return Duration.newBuilder()
                    .setSeconds(duration.getSeconds())
                    .setNanos(duration.getNano())
                    .build();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("not a duration in ISO 8601", e);
        }
    }

    /** The longest that can be said, forwards or backwards, when it is out of range. */
    public static java.time.Duration toJava(Duration duration) {
        try {
            return java.time.Duration.ofSeconds(duration.getSeconds(), duration.getNanos());
        } catch (DateTimeException | ArithmeticException e) {
            return java.time.Duration.ofSeconds(duration.getSeconds() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE);
        }
    }
}
