// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.verify;

import io.posthorn.local.export.Lines;
import io.posthorn.local.export.RowProof;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The proofs of a part, by row. Holds where each line stands, not the lines. */
final class ProofFile implements AutoCloseable {

    private record Place(long begin, int length) {}

    private final RandomAccessFile file;
    private final Map<Long, Place> places = new TreeMap<>();
    private long unreadable;

    ProofFile(Path path) throws IOException {
        try (Lines lines = new Lines(Files.newInputStream(path))) {
            long begin = 0;
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                Optional<RowProof> proof = RowProof.parse(line.get());
                if (proof.isPresent()) {
                    places.put(proof.get().row(), new Place(begin, line.get().length));
                } else {
                    unreadable++;
                }
                begin = lines.end();
            }
        }
        this.file = new RandomAccessFile(path.toFile(), "r");
    }

    long unreadable() {
        return unreadable;
    }

    Optional<RowProof> find(long row) throws IOException {
        Place place = places.get(row);
        if (place == null) {
            return Optional.empty();
        }
        byte[] line = new byte[place.length];
        file.seek(place.begin);
        file.readFully(line);
        return RowProof.parse(line);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
