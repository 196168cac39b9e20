// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.fault;

import java.time.Duration;
import java.util.Locale;

/**
 * What is done to one process.
 *
 * @param target the name of the process: {@code Kafka}, {@code gateway-2}
 * @param after the first strike of a fault
 * @param lasting of a kill, how long it stays away; of a pause, until it goes on
 */
public record Strike(Kind kind, String target, Duration after, Duration lasting) {

    public enum Kind {
        /** SIGKILL, and a start on the same disk. */
        KILL,
        /** SIGSTOP for longer than any session, and SIGCONT. */
        PAUSE,
        /** SIGTERM and a start. */
        RESTART
    }

    /** The kind and what sort of process it is, whichever instance. */
    public String title() {
        return kind.name().toLowerCase(Locale.ROOT) + " " + sort();
    }

    private String sort() {
        return target.replaceAll("-\\d+$", "").toLowerCase(Locale.ROOT);
    }
}
