// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.sending;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Every record for a topic has failed for a while.
 *
 * @param since the first failure after the last record that Kafka took
 * @param last the newest failure
 * @param reason of the newest
 */
record Refusal(Instant since, Instant last, String reason) {

    /** A broker that restarts takes less. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** Who still waits has failed again by then, though a producer tries for 2 minutes; else it has gone to another instance. */
    private static final Duration MEMORY = Duration.ofMinutes(3);

    static Refusal after(@Nullable Refusal before, Instant now, String reason) {
        return new Refusal(before == null || !before.isRemembered(now) ? now : before.since(), now, reason);
    }

    /** Somebody waits for it, and has waited for too long. */
    boolean stands(Instant now) {
        return isRemembered(now) && since.plus(PATIENCE).compareTo(now) <= 0;
    }

    private boolean isRemembered(Instant now) {
        return last.plus(MEMORY).isAfter(now);
    }

    String describe() {
        return "nothing was written since %s: %s".formatted(since, reason);
    }
}
