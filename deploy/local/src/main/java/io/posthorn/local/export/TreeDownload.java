// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.export;

import io.posthorn.contracts.integrity.Checkpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * What shows that the rows are those of the log: a checkpoint of each partition, which of its leaves each row is, and the hashes of
 * all its leaves or the path of each row.
 */
final class TreeDownload {

    /** Trees grow behind the log by seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** What was appended longer ago than that is not waited for: a tree that lacks it will not have it. */
    private static final Duration YOUNG = Duration.ofMinutes(5);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** Requests for paths that are under way at once. */
    private static final int REQUESTS = 4;

    private final ExportFolder folder;
    private final PatientHistory history;
    private final LeafProofs proofs;
    private final Manner manner;
    private final Clock clock;
    private final Consumer<String> log;

    TreeDownload(ExportFolder folder, PatientHistory history, LeafProofs proofs, Manner manner, Consumer<String> log) {
        this.folder = folder;
        this.history = history;
        this.proofs = proofs;
        this.manner = manner;
        this.clock = manner.clock();
        this.log = log;
    }

    /** @param count of parts, all of them whole */
    Manifest run(int count) throws IOException, InterruptedException {
        PartRows.Summary summary = new PartRows.Summary();
        List<Manifest.Part> parts = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            parts.add(summary.add(folder.file(ExportFolder.partName(number))));
        }
        awaitSigned(summary.newest());
        KeptCheckpoints kept =
                KeptCheckpoints.choose(folder, history, summary.ranges().keySet());
        long unfound = places(count, summary.ranges(), kept);
        if (unfound > 0) {
            log.accept(unfound + " rows are in no tree that is signed.");
        }
        long rows = parts.stream().mapToLong(Manifest.Part::rows).sum();
        return new Manifest(
                clock.instant().toString(), kept.key(), summary.query(), rows, withPlaces(parts), summary.ranges());
    }

    /** Leaves stand in the order of positions: a tree that has the newest row of a partition has them all. */
    private void awaitSigned(Collection<LeafAt> newest) throws InterruptedException {
        Instant patience = clock.instant().plus(PATIENCE);
        Instant young = clock.instant().minus(YOUNG);
        for (LeafAt each : newest) {
            while (each.isAppendedAfter(young)
                    && proofs.find(each, OptionalLong.empty()).isEmpty()
                    && clock.instant().isBefore(patience)) {
                manner.retry().after(PAUSE);
            }
        }
    }

    /** @return rows whose leaves were not found */
    private long places(int count, Map<Integer, Manifest.Range> ranges, KeptCheckpoints kept)
            throws IOException, InterruptedException {
        ExecutorService requests = Executors.newFixedThreadPool(REQUESTS);
        Map<Integer, Placing> placings = new TreeMap<>();
        try {
            for (Map.Entry<Integer, Manifest.Range> each : ranges.entrySet()) {
                placings.put(each.getKey(), placing(each.getKey(), each.getValue(), kept, requests));
            }
            long unfound = look(count, placings, Placing.Look.FIRST);
            return unfound == 0 ? 0 : look(count, placings, Placing.Look.SECOND);
        } finally {
            requests.shutdownNow();
            for (Placing each : placings.values()) {
                each.close();
            }
        }
    }

    private Placing placing(int partition, Manifest.Range range, KeptCheckpoints kept, ExecutorService requests)
            throws IOException, InterruptedException {
        Optional<Checkpoint> checkpoint = kept.of(partition);
        if (checkpoint.isEmpty()) {
            return Placing.nowhere();
        }
        long size = checkpoint.get().size();
        return switch (manner.choice().of(range.rows(), size)) {
            case PATHS -> new ByPaths(checkpoint.get(), proofs, requests);
            case LEAVES -> new ByLeaves(new TreeFiles(folder, history).leaves(partition, size), size, proofs);
        };
    }

    private long look(int count, Map<Integer, Placing> placings, Placing.Look look)
            throws IOException, InterruptedException {
        long unfound = 0;
        for (int number = 1; number <= count; number++) {
            try (PlacesFile places = new PlacesFile(folder.file(ExportFolder.placesName(number)))) {
                PartRows.each(
                        folder.file(ExportFolder.partName(number)),
                        row -> places.add(placings.get(row.partition()).place(row, places.before(row), look)));
                unfound += places.finish();
            }
        }
        return unfound;
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
}
