// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.running;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process, told apart from a later one that was given the same number.
 *
 * @param startedAt as the system says it
 */
public record Owner(long pid, Instant startedAt) {

    /** The system derives the time of a start from that of its own, which moves a little when the clock is set. */
    private static final Duration BLUR = Duration.ofSeconds(5);

    static Owner thisJvm() {
        ProcessHandle self = ProcessHandle.current();
        return new Owner(self.pid(), self.info().startInstant().orElse(Instant.EPOCH));
    }

    boolean isAlive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> isProcessStartedAt(process.info().startInstant()))
                .isPresent();
    }

    /** Where the system does not tell the time, the number has to do. */
    boolean isProcessStartedAt(Optional<Instant> time) {
        return time.map(start -> Duration.between(startedAt, start).abs().compareTo(BLUR) <= 0)
                .orElse(true);
    }
}
