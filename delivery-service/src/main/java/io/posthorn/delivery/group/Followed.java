// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.group;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * How far the table of members has followed its topic: told by the thread that fills the table, after each record; asked by any.
 * Nothing is known of a partition of which nothing was read since the start.
 */
public final class Followed {

    private final Map<Integer, Long> ends = new HashMap<>();

    synchronized void through(int partition, long offset) {
        ends.put(partition, offset + 1);
        notifyAll();
    }

    /** Behind the last record that is in the table. */
    synchronized OptionalLong end(int partition) {
        Long end = ends.get(partition);
        return end == null ? OptionalLong.empty() : OptionalLong.of(end);
    }

    /** @return whether all before this end is in the table by then */
    synchronized boolean reaches(int partition, long end, Duration longest) throws InterruptedException {
        long began = System.nanoTime();
        while (end(partition).orElse(-1) < end) {
            long left = longest.toNanos() - (System.nanoTime() - began);
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }
}
