// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.load;

import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/** Does things when they are due, on the caller's thread. What is late is done at once and not left out. */
public final class OpenLoop {

    private final Schedule schedule;
    private final Latencies lateness = new Latencies();

    public OpenLoop(Schedule schedule) {
        this.schedule = schedule;
    }

    /**
     * Numbers {@code from} to {@code to - 1}.
     *
     * @throws InterruptedException when somebody wants it to end
     */
    public void run(int from, int to, IntConsumer action) throws InterruptedException {
        for (int number = from; number < to; number++) {
            awaitDue(number);
            lateness.record(-schedule.until(number, System.nanoTime()));
            action.accept(number);
        }
    }

    /** How late this program itself was: what it adds to the latencies that it measures. */
    public Latencies lateness() {
        return lateness;
    }

    private void awaitDue(int number) throws InterruptedException {
        for (long left = schedule.until(number, System.nanoTime());
                left > 0;
                left = schedule.until(number, System.nanoTime())) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
