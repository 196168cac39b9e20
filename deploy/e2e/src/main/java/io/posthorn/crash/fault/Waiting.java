// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.fault;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Lets time pass until something has happened, or nobody wants to wait any more. */
public final class Waiting {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final CountDownLatch end = new CountDownLatch(1);

    /** Cut short by {@link #end}. */
    public void pass(Duration time) throws InterruptedException {
        boolean ended = end.await(time.toNanos(), TimeUnit.NANOSECONDS);
        if (ended && Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** @return whether it happened within the time */
    public boolean until(BooleanSupplier happened, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() > deadline || end.getCount() == 0) {
                return false;
            }
            pass(BETWEEN_LOOKS);
        }
        return true;
    }

    /** Nobody waits any more. */
    public void end() {
        end.countDown();
    }
}
