// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.scenario.stage;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The main thread of a scenario waits; an interrupt ends the scenario. */
public final class Wait {

    private static final Duration BETWEEN = Duration.ofMillis(50);

    private Wait() {}

    public static void pass(Duration time) {
        until(time, () -> false);
    }

    /** @return whether the condition held in time */
    public static boolean until(Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            LockSupport.parkNanos(Math.min(left, BETWEEN.toNanos()));
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("Interrupted while waiting");
            }
        }
        return true;
    }
}
