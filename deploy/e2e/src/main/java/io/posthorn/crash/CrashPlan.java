// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash;

import io.posthorn.crash.fault.Fault;
import io.posthorn.crash.stack.CrashStack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a run does.
 *
 * @param work the stack's folder; evidence goes there too
 */
public record CrashPlan(Path work, long seed, Size size, Course course) {

    private static final int LEAST_DEVICES = 10;

    /** @param rate notifications in a second */
    public record Size(CrashStack.Size stack, int devices, int rate) {

        public Size {
            require(devices >= LEAST_DEVICES, "devices is " + devices + ", allowed: " + LEAST_DEVICES + " or more");
            require(rate >= 1, "rate is " + rate + ", allowed: 1 or more");
        }
    }

    /**
     * @param calm before the first fault; pauses are looked at from its middle on
     * @param time of faults, where none are given
     * @param faults exactly these; none: drawn from the seed
     */
    public record Course(Duration calm, Duration time, List<Fault> faults) {

        public Course {
            require(!calm.isNegative(), "calm is " + calm + ", allowed: zero or more");
            require(!time.isNegative(), "time is " + time + ", allowed: zero or more");
            faults = List.copyOf(faults);
        }
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
