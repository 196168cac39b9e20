// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.load;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waiting: for time to pass, which is what some benchmarks measure, or for something to come true. */
public final class Waiting {

    private static final Duration POLL = Duration.ofMillis(200);

    private Waiting() {}

    /** May be asked, and may be interrupted meanwhile. */
    @FunctionalInterface
    public interface Question {

        boolean isTrue() throws InterruptedException;
    }

    public static void pass(Duration time) throws InterruptedException {
        if (new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new IllegalStateException("nobody counts down");
        }
    }

    /** @return whether it came true in time */
    public static boolean until(Duration patience, Question question) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!question.isTrue()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            pass(POLL);
        }
        return true;
    }
}
