// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory of a process that is in the computer's: what it has touched and not given back. */
public final class ResidentMemory {

    private static final String NAME = "Rss:";
    private static final String UNIT = " kB";
    private static final long KILOBYTE = 1_024;

    private ResidentMemory() {}

    /** @return bytes */
    public static long of(long pid) {
        try {
            return parse(Files.readString(Path.of("/proc", String.valueOf(pid), "smaps_rollup")));
        } catch (IOException e) {
            throw new UncheckedIOException("The memory of process " + pid + " cannot be read", e);
        }
    }

    static long parse(String rollup) {
        return rollup.lines()
                .filter(line -> line.startsWith(NAME) && line.endsWith(UNIT))
                .map(line -> line.substring(NAME.length(), line.length() - UNIT.length()))
                .map(String::strip)
                .mapToLong(Long::parseLong)
                .map(kilobytes -> kilobytes * KILOBYTE)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not /proc/<pid>/smaps_rollup: " + rollup));
    }
}
