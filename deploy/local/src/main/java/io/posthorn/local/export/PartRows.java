// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.export;

import io.posthorn.contracts.export.ExportEnd;
import io.posthorn.contracts.export.ExportJson;
import io.posthorn.contracts.export.ExportLine;
import io.posthorn.contracts.export.ExportRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The rows of a part that is whole, one after the other. */
final class PartRows {

    /** Takes a row. */
    interface Taker {
        void take(ExportRow row) throws IOException, InterruptedException;
    }

    private PartRows() {}

    /** @return its last line */
    static ExportEnd each(Path part, Taker taker) throws IOException, InterruptedException {
        ExportEnd end = new ExportEnd(0, Map.of(), Optional.empty());
        try (Lines lines = new Lines(Files.newInputStream(part))) {
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                ExportLine read = ExportJson.read(line.get());
                if (read instanceof ExportRow row) {
                    taker.take(row);
                } else if (read instanceof ExportEnd last) {
                    end = last;
                }
            }
        }
        return end;
    }

    /** Collects what a manifest says of parts. */
    static final class Summary {

        private final Map<Integer, Manifest.Range> ranges = new TreeMap<>();
        private final Map<Integer, LeafAt> newest = new TreeMap<>();
        private Map<String, String> query = Map.of();

        Manifest.Part add(Path part) throws IOException, InterruptedException {
            long[] firstLastCount = new long[3];
            query = each(part, row -> {
                        firstLastCount[0] = firstLastCount[0] == 0 ? row.number() : firstLastCount[0];
                        firstLastCount[1] = row.number();
                        firstLastCount[2]++;
                        Manifest.add(ranges, row.partition(), row.message().getPosition());
                        newest.merge(row.partition(), LeafAt.of(row), LeafAt::newer);
                    })
                    .query();
            return new Manifest.Part(
                    part.getFileName().toString(),
                    firstLastCount[2],
                    firstLastCount[0],
                    firstLastCount[1],
                    FileDigest.sha256(part),
                    "");
        }

        Map<Integer, Manifest.Range> ranges() {
            return ranges;
        }

        /** Of each partition. */
        Collection<LeafAt> newest() {
            return newest.values();
        }

        Map<String, String> query() {
            return query;
        }
    }
}
