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

    private Times() {}

    public static String format(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos()).toString();
    }

    /** @throws IllegalArgumentException not a time with an offset */
    public static Timestamp parse(String text) {
        try {
            return of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("not a time in ISO 8601 with an offset", e);
        }
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

    /** The longest that can be said when it is out of range. */
    public static java.time.Duration toJava(Duration duration) {
        try {
            return java.time.Duration.ofSeconds(duration.getSeconds(), duration.getNanos());
        } catch (DateTimeException | ArithmeticException e) {
            return java.time.Duration.ofSeconds(Long.MAX_VALUE);
        }
    }
}
