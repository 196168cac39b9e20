// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a benchmark's stack. One that was asked for stays; a new one goes when it is no longer needed, and stays for
 * a look at the logs when something went wrong.
 */
public final class WorkPlace implements AutoCloseable {

    private final Path path;
    private final boolean asked;
    private boolean needed = true;

    private WorkPlace(Path path, boolean asked) {
        this.path = path;
        this.asked = asked;
    }

    /** @param wanted null for a new one */
    public static WorkPlace of(@Nullable Path wanted) throws IOException {
        return wanted == null
                ? new WorkPlace(Files.createTempDirectory("posthorn-bench-"), false)
                : new WorkPlace(Files.createDirectories(wanted), true);
    }

    public Path path() {
        return path;
    }

    /** All went well. */
    public void notNeededAnyMore() {
        needed = false;
    }

    public boolean stays() {
        return asked || needed;
    }

    @Override
    public void close() {
        if (stays()) {
            return;
        }
        try (Stream<Path> found = Files.walk(path)) {
            List<Path> insideOut = found.sorted(Comparator.reverseOrder()).toList();
            for (Path each : insideOut) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + path + " could not be removed", e);
        }
    }
}
