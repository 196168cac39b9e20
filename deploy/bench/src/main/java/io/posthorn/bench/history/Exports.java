// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.history;

import io.posthorn.bench.machine.ResidentMemory;
import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.local.export.Download;
import io.posthorn.local.export.ExportFolder;
import io.posthorn.local.export.Manifest;
import io.posthorn.local.verify.Report;
import io.posthorn.local.verify.Verification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Exports as {@code deploy/posthorn export} makes them and {@code verify} checks them.
 *
 * @param pid of history
 * @param token of an auditor
 */
record Exports(URI history, long pid, String token) {

    private static final long PART_ROWS = 100_000;
    private static final long PART_BYTES = 64 << 20;

    /** Of which messages. */
    enum Scope {
        NONE,
        HEAVY,
        ALL
    }

    /**
     * What became of one.
     *
     * @param wanted rows that were written
     * @param bytes of the folder
     * @param downloaded how long that took, with the leaves and where each row is among them
     * @param resident memory of history before and behind it, in bytes
     * @param clean whether the check ended with 0
     */
    record Made(
            long wanted,
            long rows,
            long proven,
            boolean clean,
            long bytes,
            Duration downloaded,
            Duration verified,
            Resident resident) {

        boolean isRight() {
            return rows == wanted && proven == wanted && clean;
        }

        double downloadedPerSecond() {
            return rows * 1_000.0 / Math.max(1, downloaded.toMillis());
        }

        double verifiedPerSecond() {
            return rows * 1_000.0 / Math.max(1, verified.toMillis());
        }
    }

    /** In bytes. */
    record Resident(long before, long behind) {}

    Made make(Map<String, String> query, long wanted, Path place) throws InterruptedException {
        ExportFolder folder = new ExportFolder(place);
        long before = ResidentMemory.of(pid);
        try {
            long begun = System.nanoTime();
            Manifest manifest = new Download(
                            folder,
                            history,
                            token,
                            new Download.Request(query, PART_ROWS, PART_BYTES, "benchmark"),
                            said -> {})
                    .run();
            long whole = System.nanoTime();
            Report report = new Verification(
                            folder,
                            DeliveryClasses.defaults().shortestRetention().orElseThrow())
                    .run(Optional.empty());
            return new Made(
                    wanted,
                    manifest.rows(),
                    report.proven(),
                    report.exitCode() == 0,
                    bytes(place),
                    Duration.ofNanos(whole - begun),
                    Duration.ofNanos(System.nanoTime() - whole),
                    new Resident(before, ResidentMemory.of(pid)));
        } catch (IOException e) {
            throw new UncheckedIOException("The export was not made", e);
        }
    }

    private static long bytes(Path place) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
