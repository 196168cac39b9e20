// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.export;

import io.posthorn.contracts.export.ExportEnd;
import io.posthorn.contracts.export.ExportJson;
import io.posthorn.contracts.export.ExportLine;
import io.posthorn.contracts.export.ExportRow;
import io.posthorn.local.running.StackFailure;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A part while it is written: whole lines, and its final name only with its last one. */
final class PartFile {

    private final Path file;
    private final Path partial;
    private long rows;
    private long bytes;
    private Optional<String> after = Optional.empty();
    private Optional<ExportEnd> end = Optional.empty();

    private PartFile(Path file) {
        this.file = file;
        this.partial = ExportFolder.partial(file);
    }

    /** Goes on with what is there of it; a line that was not written whole is written again. */
    static PartFile open(Path file) throws IOException {
        PartFile part = new PartFile(file);
        if (Files.exists(file)) {
            part.read(file);
        } else if (Files.exists(part.partial)) {
            part.read(part.partial);
            try (RandomAccessFile whole = new RandomAccessFile(part.partial.toFile(), "rw")) {
                whole.setLength(part.bytes);
            }
            if (part.end.isPresent()) {
                ExportFolder.finish(part.partial, file);
            }
        }
        return part;
    }

    private void read(Path from) throws IOException {
        try (Lines lines = new Lines(Files.newInputStream(from))) {
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                take(ExportJson.read(line.get()), line.get().length + 1L);
            }
        } catch (IllegalArgumentException e) {
            throw new StackFailure("%s is no part of an export: %s. Delete it, or choose another folder."
                    .formatted(from, e.getMessage()));
        }
    }

    private void take(ExportLine line, long length) {
        bytes += length;
        if (line instanceof ExportRow row) {
            rows++;
            after = Optional.of(row.after());
        } else if (line instanceof ExportEnd last) {
            end = Optional.of(last);
        }
    }

    /**
     * Until its last line, or until the answer ends without one.
     *
     * @return whether it came further
     */
    boolean append(InputStream answer) throws IOException {
        long before = rows;
        try (Lines lines = new Lines(answer);
                OutputStream out = new BufferedOutputStream(
                        Files.newOutputStream(partial, StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
            for (Optional<byte[]> line = lines.next(); line.isPresent() && end.isEmpty(); line = lines.next()) {
                ExportLine read = ExportJson.read(line.get());
                if (isNothingYet(read)) {
                    after = ((ExportEnd) read).after();
                    return true;
                }
                out.write(line.get());
                out.write('\n');
                take(read, line.get().length + 1L);
            }
        } catch (IllegalArgumentException e) {
            throw new StackFailure("The answer is no export: " + e.getMessage());
        }
        if (end.isPresent()) {
            ExportFolder.finish(partial, file);
        }
        return rows > before || end.isPresent();
    }

    /** The service looked for as long as it may, and there is more to look through. */
    private boolean isNothingYet(ExportLine line) {
        return rows == 0 && line instanceof ExportEnd last && !last.isWhole();
    }

    long rows() {
        return rows;
    }

    long bytes() {
        return bytes;
    }

    /** Where it goes on; empty when it has not begun. */
    Optional<String> after() {
        return after;
    }

    /** Present when it is whole. */
    Optional<ExportEnd> end() {
        return end;
    }
}
