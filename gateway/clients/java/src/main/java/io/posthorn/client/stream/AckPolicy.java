// SPDX-License-Identifier: Apache-2.0
package io.posthorn.client.stream;

import java.time.Duration;

/**
 * When a device acknowledges what its listener was given.
 *
 * @param automatic after the listener has returned; else only what the application names
 * @param within collected for at most this long, so that one {@code ack} answers for many frames
 */
public record AckPolicy(boolean automatic, Duration within) {

    /** As soon as the listener has returned. While one {@code ack} is being written, the newest replaces those that wait. */
    public static final AckPolicy EACH = new AckPolicy(true, Duration.ZERO);

    /** Only what is named in {@code PosthornClient.ack}. */
    public static final AckPolicy MANUAL = new AckPolicy(false, Duration.ZERO);

    public AckPolicy {
        if (within.isNegative()) {
            throw new IllegalArgumentException("acknowledged within " + within + ", allowed: zero or more");
        }
    }

    /** After the listener has returned, at most one {@code ack} in this time. */
    public static AckPolicy within(Duration time) {
        return new AckPolicy(true, time);
    }
}
