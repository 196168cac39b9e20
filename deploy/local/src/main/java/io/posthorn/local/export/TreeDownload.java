// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.export;

import io.posthorn.contracts.export.ExportRow;
import io.posthorn.contracts.integrity.Leaf;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What shows that the rows are those of the log: a checkpoint of each partition, the hashes of all its leaves, and which of them
 * each row is.
 */
final class TreeDownload {

    /** Trees grow behind the log by seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ExportFolder folder;
    private final TreeFiles trees;
    private final Clock clock;
    private final Consumer<String> log;
    private final Retry retry = Retry.waiting();

    TreeDownload(ExportFolder folder, TreeFiles trees, Clock clock, Consumer<String> log) {
        this.folder = folder;
        this.trees = trees;
        this.clock = clock;
        this.log = log;
    }

    /** @param count of parts, all of them whole */
    Manifest run(int count) throws IOException, InterruptedException {
        PartRows.Summary summary = new PartRows.Summary();
        List<Manifest.Part> parts = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            parts.add(summary.add(folder.file(ExportFolder.partName(number))));
        }
        Instant patience = clock.instant().plus(PATIENCE);
        long unfound = places(count, summary);
        while (unfound > 0 && clock.instant().isBefore(patience)) {
            retry.after(PAUSE);
            unfound = places(count, summary);
        }
        if (unfound > 0) {
            log.accept(unfound + " rows are in no tree that is signed.");
        }
        long rows = parts.stream().mapToLong(Manifest.Part::rows).sum();
        return new Manifest(
                clock.instant().toString(), trees.key(), summary.query(), rows, withPlaces(parts), summary.ranges());
    }

    private List<Manifest.Part> withPlaces(List<Manifest.Part> parts) throws IOException {
        List<Manifest.Part> whole = new ArrayList<>();
        for (Manifest.Part part : parts) {
            Path places = folder.file(ExportFolder.placesName(whole.size() + 1));
            whole.add(new Manifest.Part(
                    part.file(), part.rows(), part.first(), part.last(), part.sha256(), FileDigest.sha256(places)));
        }
        return whole;
    }

    /** @return how many rows are not in the trees */
    private long places(int count, PartRows.Summary summary) throws IOException, InterruptedException {
        Map<Integer, LeafIndex> indexes = new TreeMap<>();
        try {
            for (Map.Entry<Integer, Path> each :
                    trees.fetch(summary.ranges().keySet()).entrySet()) {
                indexes.put(each.getKey(), new LeafIndex(new LeafHashes(each.getValue())));
            }
            long unfound = 0;
            for (int number = 1; number <= count; number++) {
                unfound += places(number, indexes);
            }
            return unfound;
        } finally {
            for (LeafIndex each : indexes.values()) {
                each.close();
            }
        }
    }

    private long places(int number, Map<Integer, LeafIndex> indexes) throws IOException, InterruptedException {
        Path file = folder.file(ExportFolder.placesName(number));
        Path partial = ExportFolder.partial(file);
        long[] unfound = new long[1];
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(partial))) {
            PartRows.each(folder.file(ExportFolder.partName(number)), row -> {
                RowPlace place = place(row, Optional.ofNullable(indexes.get(row.partition())));
                unfound[0] += place.index() < 0 ? 1 : 0;
                out.write(place.toLine());
                out.write('\n');
            });
        }
        ExportFolder.finish(partial, file);
        return unfound[0];
    }

    private RowPlace place(ExportRow row, Optional<LeafIndex> index) throws IOException, InterruptedException {
        if (index.isEmpty()) {
            return RowPlace.of(row, -1, Optional.empty());
        }
        Optional<Leaf> stored = row.erased() ? trees.leaf(row) : Optional.empty();
        Leaf leaf = stored.orElseGet(() -> Leaf.of(row.partition(), row.message()));
        OptionalLong found = index.get().find(leaf.hash());
        return RowPlace.of(row, found.orElse(-1), stored);
    }
}
