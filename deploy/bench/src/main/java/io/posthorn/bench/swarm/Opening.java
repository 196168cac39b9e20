// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.swarm;

import io.posthorn.bench.load.Schedule;
import org.jspecify.annotations.Nullable;

/**
 * How so many devices come in.
 *
 * @param schedule open loop: each comes at its time, whatever became of those before it, and once. Null: closed loop
 * @param atOnce closed loop: so many are under way at a time, and who fails comes again
 */
record Opening(int devices, @Nullable Schedule schedule, int atOnce) {

    static final Opening NONE = new Opening(0, null, 0);

    static Opening atRate(int devices, int perSecond, long begin) {
        return new Opening(devices, new Schedule(begin, perSecond), 0);
    }

    static Opening atOnce(int devices, int atOnce) {
        return new Opening(devices, null, atOnce);
    }

    boolean comeAgain() {
        return schedule == null;
    }

    /**
     * @param begun how many have begun for the first time
     * @param underWay begun, and neither in nor failed
     */
    int due(int begun, int underWay, long now) {
        int left = devices - begun;
        if (schedule == null) {
            return Math.max(0, Math.min(left, atOnce - underWay));
        }
        int due = 0;
        while (due < left && schedule.until(begun + due, now) <= 0) {
            due++;
        }
        return due;
    }

    /** From when its time to come in counts. */
    long beginOf(int number, long now) {
        return schedule == null ? now : schedule.dueAt(number);
    }
}
