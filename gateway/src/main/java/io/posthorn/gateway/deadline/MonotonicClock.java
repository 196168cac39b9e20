// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.deadline;

/** Milliseconds since some moment; never goes back, and goes on while the process is stopped. */
@FunctionalInterface
public interface MonotonicClock {

    long millis();

    static MonotonicClock system() {
        return () -> System.nanoTime() / 1_000_000;
    }
}
