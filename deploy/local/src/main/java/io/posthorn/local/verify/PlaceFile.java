// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.verify;

import io.posthorn.local.export.Lines;
import io.posthorn.local.export.RowPlace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which leaves the rows of a part are, by row. Holds where each line stands, not the lines. */
final class PlaceFile implements AutoCloseable {

    /** Most lines are shorter. */
    private static final int CHUNK = 2_048;

    private final RandomAccessFile file;
    private final byte[] chunk = new byte[CHUNK];
    private final Map<Long, Long> begins = new HashMap<>();
    private long unreadable;

    PlaceFile(Path path) throws IOException {
        try (Lines lines = new Lines(Files.newInputStream(path))) {
            long begin = 0;
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                Optional<RowPlace> place = RowPlace.parse(line.get());
                if (place.isPresent()) {
                    begins.put(place.get().row(), begin);
                } else {
                    unreadable++;
                }
                begin = lines.end();
            }
        }
        this.file = new RandomAccessFile(path.toFile(), "r");
    }

    /** Lines that say nothing. */
    long unreadable() {
        return unreadable;
    }

    Optional<RowPlace> find(long row) throws IOException {
        Long begin = begins.get(row);
        if (begin == null) {
            return Optional.empty();
        }
        file.seek(begin);
        ByteArrayOutputStream line = new ByteArrayOutputStream(CHUNK);
        for (int read = file.read(chunk); read > 0; read = file.read(chunk)) {
            int end = end(read);
            line.write(chunk, 0, end);
            if (end < read) {
                break;
            }
        }
        return RowPlace.parse(line.toByteArray());
    }

    /** Where the line ends in the chunk. */
    private int end(int read) {
        int end = 0;
        while (end < read && chunk[end] != '\n') {
            end++;
        }
        return end;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
