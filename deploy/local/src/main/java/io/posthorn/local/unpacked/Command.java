// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.unpacked;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that comes to its end by itself. */
final class Command {

    private static final Duration TIME_TO_RUN = Duration.ofMinutes(2);

    private Command() {}

    /** @throws IOException it failed, or did not end in its time; the log has what it said */
    static void run(List<String> line, Path log) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(TIME_TO_RUN.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("%s did not end within %d s".formatted(line, TIME_TO_RUN.toSeconds()));
            }
            if (process.exitValue() != 0) {
                throw new IOException("%s ended with exit code %d; see %s".formatted(line, process.exitValue(), log));
            }
        } finally {
            process.destroyForcibly();
        }
    }
}
