// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Bytes that a start may still use; memory is unknown where the system does not say. */
public record Room(long disk, OptionalLong memory) {

    static final long DISK_NEEDED = 2L << 30;
    static final long MEMORY_NEEDED = 2560L << 20;

    private static final Path MEMINFO = Path.of("/proc/meminfo");

    /** @param folder exists */
    public static Room in(Path folder) throws IOException {
        return new Room(
                Files.getFileStore(folder).getUsableSpace(),
                Files.isReadable(MEMINFO) ? availableMemory(Files.readAllLines(MEMINFO)) : OptionalLong.empty());
    }

    /** What is in the way of a whole stack in this folder, each with the next step. */
    public List<String> problems(Path folder) {
        List<String> problems = new ArrayList<>();
        if (disk < DISK_NEEDED) {
            problems.add(
                    "%s has %d MB of free disk; the local stack needs %d MB. Make room there, or choose another folder with --work."
                            .formatted(folder, megabytes(disk), megabytes(DISK_NEEDED)));
        }
        if (memory.isPresent() && memory.getAsLong() < MEMORY_NEEDED) {
            problems.add(
                    "%d MB of memory are available; the local stack needs %d MB. Stop other programs, or give this machine more memory."
                            .formatted(megabytes(memory.getAsLong()), megabytes(MEMORY_NEEDED)));
        }
        return problems;
    }

    static OptionalLong availableMemory(List<String> meminfo) {
        return meminfo.stream()
                .filter(line -> line.startsWith("MemAvailable:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst();
    }

    private static long megabytes(long bytes) {
        return bytes >> 20;
    }
}
