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
    /** What was appended longer ago than that is not waited for: a tree that lacks it will not have it. */
    private static final Duration YOUNG = Duration.ofMinutes(5);
    /** Of the rows that no tree has as they are: of so many the leaf at their position is asked for. */
    private static final long MOST_ASKED = 10_000;

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
        Round round = places(count, summary, 0);
        while (round.young > 0 && clock.instant().isBefore(patience)) {
            retry.after(PAUSE);
            round = places(count, summary, 0);
        }
        if (round.unfound > 0) {
            round = places(count, summary, MOST_ASKED);
        }
        if (round.unfound > 0) {
            log.accept(round.unfound + " rows are in no tree that is signed.");
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

    /** One walk through all rows. */
    private final class Round {

        private final Map<Integer, LeafIndex> indexes = new TreeMap<>();
        private final Instant youngest = clock.instant().minus(YOUNG);
        private long mayAsk;
        private long unfound;
        private long young;

        Round(long mayAsk) {
            this.mayAsk = mayAsk;
        }

        private RowPlace place(ExportRow row) throws IOException, InterruptedException {
            LeafIndex index = indexes.get(row.partition());
            if (index == null) {
                return unfound(row);
            }
            if (!row.erased()) {
                OptionalLong found =
                        index.find(Leaf.of(row.partition(), row.message()).hash());
                if (found.isPresent()) {
                    return RowPlace.of(row, found.getAsLong(), Optional.empty());
                }
            }
            if (!row.erased() && mayAsk == 0) {
                return unfound(row);
            }
            mayAsk -= row.erased() ? 0 : 1;
            Optional<Leaf> stored = trees.leaf(row);
            OptionalLong found = stored.isPresent() ? index.find(stored.get().hash()) : OptionalLong.empty();
            return found.isPresent() ? RowPlace.of(row, found.getAsLong(), stored) : unfound(row);
        }

        private RowPlace unfound(ExportRow row) {
            unfound++;
            long appendedAt = row.message().getPosition().getAppendedAt();
            young += Instant.ofEpochMilli(appendedAt).isAfter(youngest) ? 1 : 0;
            return RowPlace.of(row, -1, Optional.empty());
        }
    }

    /** @param mayAsk for how many leaves, by position, of rows that are in no tree as they are */
    private Round places(int count, PartRows.Summary summary, long mayAsk) throws IOException, InterruptedException {
        Round round = new Round(mayAsk);
        try {
            for (Map.Entry<Integer, Path> each :
                    trees.fetch(summary.ranges().keySet()).entrySet()) {
                round.indexes.put(each.getKey(), new LeafIndex(new LeafHashes(each.getValue())));
            }
            for (int number = 1; number <= count; number++) {
                places(number, round);
            }
            return round;
        } finally {
            for (LeafIndex each : round.indexes.values()) {
                each.close();
            }
        }
    }

    private void places(int number, Round round) throws IOException, InterruptedException {
        Path file = folder.file(ExportFolder.placesName(number));
        Path partial = ExportFolder.partial(file);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(partial))) {
            PartRows.each(folder.file(ExportFolder.partName(number)), row -> {
                out.write(round.place(row).toLine());
                out.write('\n');
            });
        }
        ExportFolder.finish(partial, file);
    }
}
