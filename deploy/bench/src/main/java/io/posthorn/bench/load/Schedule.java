// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.load;

/**
 * When each of a row of things is due. Nothing that happens changes it: a latency counts from here and not from when it was
 * possible to begin, so a stall is seen by all that it held up (no coordinated omission).
 *
 * @param start of number 0, in {@link System#nanoTime}
 * @param perSecond 1 or more
 */
public record Schedule(long start, int perSecond) {

    private static final long SECOND = 1_000_000_000L;

    public Schedule {
        if (perSecond < 1) {
            throw new IllegalArgumentException("rate is " + perSecond + " per second, allowed: 1 or more");
        }
    }

    public long dueAt(int number) {
        long seconds = number / perSecond;
        long within = number % perSecond;
        return start + seconds * SECOND + within * SECOND / perSecond;
    }

    /** Nanoseconds from now until it is due; zero or less when it is. */
    public long until(int number, long now) {
        return dueAt(number) - now;
    }
}
