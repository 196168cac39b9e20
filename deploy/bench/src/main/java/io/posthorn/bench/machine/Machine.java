// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * On what was measured.
 *
 * @param load of the last minute
 */
public record Machine(int cores, String processor, String jdk, double load) {

    public static Machine now() {
        try {
            return new Machine(
                    Runtime.getRuntime().availableProcessors(),
                    processor(Files.readString(Path.of("/proc/cpuinfo"))),
                    System.getProperty("java.vm.vendor") + " " + System.getProperty("java.version"),
                    load(Files.readString(Path.of("/proc/loadavg"))));
        } catch (IOException e) {
            throw new UncheckedIOException("Benchmarks need Linux's /proc", e);
        }
    }

    static double load(String loadavg) {
        return Double.parseDouble(loadavg.substring(0, loadavg.indexOf(' ')));
    }

    static String processor(String cpuinfo) {
        return cpuinfo.lines()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }
}
