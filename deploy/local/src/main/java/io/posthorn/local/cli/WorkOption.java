// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.cli;

import io.posthorn.local.running.StackFile;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which stack: each has a folder. */
final class WorkOption {

    @Option(
            names = "--work",
            paramLabel = "FOLDER",
            description = "Folder that keeps the stack's data (default: posthorn in $XDG_DATA_HOME or ~/.local/share).")
    private @Nullable Path work;

    Path folder() {
        Path chosen = work == null ? usual(System.getenv(), System.getProperty("user.home")) : work;
        return chosen.toAbsolutePath().normalize();
    }

    StackFile stackFile() {
        return StackFile.in(folder());
    }

    /** As the XDG Base Directory specification says: a relative path there does not count. */
    static Path usual(Map<String, String> environment, String home) {
        Path data = Path.of(environment.getOrDefault("XDG_DATA_HOME", ""));
        return (data.isAbsolute() ? data : Path.of(home, ".local", "share")).resolve("posthorn");
    }
}
