// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.jvm;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** What a child prints, over all its starts; the file before it is kept when it has grown. */
final class LogFile {

    private static final long FULL = 16L << 20;
    private static final long TAIL = 16L << 10;

    private final Path path;
    private long startedAt;

    LogFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    void beginStart() throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        long size = Files.exists(path) ? Files.size(path) : 0;
        if (size > FULL) {
            Files.move(path, path.resolveSibling(path.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            size = 0;
        }
        startedAt = size;
    }

    /** The last lines since the last start. */
    List<String> lastLines(int count) {
        try (SeekableByteChannel file = Files.newByteChannel(path)) {
            file.position(Math.max(startedAt, file.size() - TAIL));
            byte[] bytes = Channels.newInputStream(file).readAllBytes();
            List<String> lines =
                    new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        } catch (IOException e) {
            return List.of("(cannot be read: " + e.getMessage() + ")");
        }
    }
}
