// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Processor time that a process has used, in its own code and in the kernel for it. Steps of 10 ms. */
public final class ProcessTime {

    /** {@code USER_HZ}: what the kernel tells programs, whatever its own clock is. */
    private static final long TICKS_PER_SECOND = 100;

    /** Counted from the field after the name, which is number 3 in {@code man 5 proc}. */
    private static final int UTIME = 14 - 3;

    private static final int STIME = 15 - 3;

    private ProcessTime() {}

    /** @throws UncheckedIOException when there is no such process */
    public static Duration of(long pid) {
        try {
            return parse(Files.readString(Path.of("/proc", String.valueOf(pid), "stat")));
        } catch (IOException e) {
            throw new UncheckedIOException("The processor time of process " + pid + " cannot be read", e);
        }
    }

    /** The name is in parentheses and may hold spaces and parentheses itself, so the last one ends it. */
    static Duration parse(String stat) {
        int endOfName = stat.lastIndexOf(')');
        String[] fields = stat.substring(endOfName + 1).strip().split(" ");
        if (endOfName < 0 || fields.length <= STIME) {
            throw new IllegalArgumentException("not a line of /proc/<pid>/stat: " + stat);
        }
        long ticks = Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME]);
        return Duration.ofMillis(ticks * 1_000 / TICKS_PER_SECOND);
    }
}
