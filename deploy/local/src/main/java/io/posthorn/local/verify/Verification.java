// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.verify;

import io.posthorn.contracts.export.ExportEnd;
import io.posthorn.contracts.export.ExportJson;
import io.posthorn.contracts.export.ExportLine;
import io.posthorn.contracts.export.ExportRow;
import io.posthorn.contracts.integrity.VerifierKey;
import io.posthorn.contracts.position.Positions;
import io.posthorn.local.export.ExportFolder;
import io.posthorn.local.export.FileDigest;
import io.posthorn.local.export.Lines;
import io.posthorn.local.export.Manifest;
import io.posthorn.local.export.ManifestJson;
import io.posthorn.local.export.RowPlace;
import io.posthorn.local.verify.Finding.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a folder from its first row to its last, once. Of one thread. */
public final class Verification {

    /** Of rows that are missing one after the other; a manifest may say any number. */
    private static final int MOST_NAMED = 1_000;

    private final ExportFolder folder;
    private final Duration shortestRetention;
    private final Report report = new Report();
    private final RowNumbers numbers = new RowNumbers();
    private final Map<Integer, Manifest.Range> ranges = new TreeMap<>();
    private @Nullable SignedTrees trees;
    private OwnerChain chain = OwnerChain.withHoles();
    private Instant madeAt = Instant.EPOCH;

    /** @param shortestRetention what is older than that, and not there, may have expired */
    public Verification(ExportFolder folder, Duration shortestRetention) {
        this.folder = folder;
        this.shortestRetention = shortestRetention;
    }

    /** @param key the one to trust; absent: the one that the folder names */
    public Report run(Optional<VerifierKey> key) throws IOException {
        Optional<JsonNode> json = folder.read(ExportFolder.MANIFEST);
        if (json.isEmpty()) {
            report.unchecked("There is no " + ExportFolder.MANIFEST + ": the export was not finished. Run it again.");
            return report;
        }
        Manifest manifest = ManifestJson.read(json.get());
        Map<String, String> query = manifest.query();
        time(manifest.madeAt(), "madeAt").ifPresent(at -> madeAt = at);
        if (isWholeStream(query)) {
            chain = OwnerChain.whole(
                    time(query.getOrDefault("from", ""), "query.from").orElse(Instant.EPOCH));
        } else {
            report.note(
                    "Rows of other classes or groups are not in this export, so the chain of each owner has holes in it"
                            + " by right: a row that is missing is found only by its number.");
        }
        openTrees(manifest, key);
        try {
            parts(manifest);
        } finally {
            if (trees != null) {
                trees.close();
            }
        }
        compare(manifest);
        report.note(
                "What may be missing behind the last row of an owner, and owners who are not in the export at all, cannot"
                        + " be found in it.");
        return report;
    }

    /** Whether nothing is left out between an owner's rows. */
    private static boolean isWholeStream(Map<String, String> query) {
        return Set.of("user", "from", "to", "reachUserPrefixes").containsAll(query.keySet());
    }

    private Optional<Instant> time(String text, String name) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            report.found(Kind.ALTERED, ExportFolder.MANIFEST, name + " is no time");
            return Optional.empty();
        }
    }

    private void openTrees(Manifest manifest, Optional<VerifierKey> given) throws IOException {
        Optional<VerifierKey> key = given.or(() -> VerifierKey.parse(manifest.key()));
        if (key.isEmpty()) {
            report.unchecked(
                    "No public key: the export names none, so give one with --key. Nothing shows what the log held.");
            return;
        }
        if (given.isEmpty()) {
            report.note("The key is the one that the export itself names, " + key.get()
                    + ": compare it with one that you have from elsewhere.");
        } else if (!manifest.key().isEmpty() && !isSame(key.get(), manifest.key())) {
            report.found(Kind.ALTERED, ExportFolder.MANIFEST, "it names another key, " + manifest.key());
        }
        Map<Integer, String> notes = new TreeMap<>();
        folder.read(ExportFolder.CHECKPOINTS)
                .ifPresent(json -> json.properties()
                        .forEach(each ->
                                notes.put(number(each.getKey()), each.getValue().asString(""))));
        trees = new SignedTrees(folder, notes, key.get(), report);
    }

    /** The same key has another name, and so another text, for each tree. */
    private static boolean isSame(VerifierKey key, String other) {
        return VerifierKey.parse(other)
                .map(VerifierKey::key)
                .filter(key.key()::equals)
                .isPresent();
    }

    private static int number(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
    }

    private void parts(Manifest manifest) throws IOException {
        Set<String> listed = new HashSet<>();
        List<Manifest.Part> parts = manifest.parts();
        for (int i = 0; i < parts.size(); i++) {
            Manifest.Part part = parts.get(i);
            listed.add(part.file());
            if (!part.file().equals(ExportFolder.partName(i + 1))) {
                report.found(Kind.ALTERED, ExportFolder.MANIFEST, "part %d is called %s".formatted(i + 1, part.file()));
            } else if (folder.has(part.file())) {
                part(part, i + 1, i == parts.size() - 1, manifest);
            } else {
                report.found(Kind.MISSING, part.file(), "the file is not there");
            }
        }
        for (String file : folder.parts()) {
            if (!listed.contains(file)) {
                report.found(Kind.ALTERED, file, "the manifest does not list it");
            }
        }
    }

    private void part(Manifest.Part part, int number, boolean isLast, Manifest manifest) throws IOException {
        if (!FileDigest.sha256(folder.file(part.file())).equals(part.sha256())) {
            report.found(Kind.ALTERED, part.file(), "its SHA-256 is not the one in the manifest");
        }
        String places = ExportFolder.placesName(number);
        if (!folder.has(places)) {
            if (part.rows() > 0) {
                report.unchecked(
                        "There is no " + places + ": nothing shows that the log held the rows of " + part.file());
            }
            rows(part, isLast, manifest, null);
            return;
        }
        if (!FileDigest.sha256(folder.file(places)).equals(part.places())) {
            report.found(Kind.ALTERED, places, "its SHA-256 is not the one in the manifest");
        }
        try (PlaceFile file = new PlaceFile(folder.file(places))) {
            if (file.unreadable() > 0) {
                report.found(Kind.ALTERED, places, "%d lines say nothing".formatted(file.unreadable()));
            }
            rows(part, isLast, manifest, file);
            for (RowNumbers.Gap gap : numbers.missing(part.last())) {
                missing(gap, part, file);
            }
        }
    }

    private void rows(Manifest.Part part, boolean isLast, Manifest manifest, @Nullable PlaceFile places)
            throws IOException {
        long before = report.rows();
        Optional<ExportEnd> end = Optional.empty();
        try (Lines lines = new Lines(Files.newInputStream(folder.file(part.file())))) {
            long at = 0;
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                at++;
                if (end.isPresent()) {
                    report.found(
                            Kind.ALTERED, part.file() + " line " + at, "it stands behind the last line of the part");
                }
                Optional<ExportLine> read = read(line.get(), part.file() + " line " + at);
                if (read.isPresent() && read.get() instanceof ExportRow row) {
                    row(row, part, places);
                } else if (read.isPresent() && read.get() instanceof ExportEnd last) {
                    end = Optional.of(last);
                }
            }
        }
        end(end, part, isLast, manifest);
        if (report.rows() - before != part.rows()) {
            report.found(
                    Kind.ALTERED,
                    part.file(),
                    "it has %d rows, and the manifest says %d".formatted(report.rows() - before, part.rows()));
        }
    }

    private Optional<ExportLine> read(byte[] line, String where) {
        try {
            return Optional.of(ExportJson.read(line));
        } catch (IllegalArgumentException e) {
            report.found(Kind.ALTERED, where, "it cannot be read: " + e.getMessage());
            return Optional.empty();
        }
    }

    private void end(Optional<ExportEnd> end, Manifest.Part part, boolean isLast, Manifest manifest) {
        if (end.isEmpty()) {
            report.found(
                    Kind.MISSING, part.file(), "it is cut: its last line, which says how it goes on, is not there");
            return;
        }
        if (end.get().isWhole() != isLast) {
            report.found(
                    Kind.MISSING,
                    part.file(),
                    isLast ? "it says that more follows, and it is the last part" : "it says that nothing follows");
        }
        if (!end.get().query().equals(manifest.query())) {
            report.found(Kind.ALTERED, part.file(), "it is of another query than the manifest says");
        }
        if (end.get().rows() != part.last() && part.rows() > 0) {
            report.found(
                    Kind.ALTERED,
                    part.file(),
                    "its last line counts %d rows, and the manifest says %d"
                            .formatted(end.get().rows(), part.last()));
        }
    }

    private void row(ExportRow row, Manifest.Part part, @Nullable PlaceFile places) throws IOException {
        String where = "%s, row %d of %s".formatted(row.describe(), row.number(), part.file());
        RowNumbers.Step step = numbers.take(row.number());
        if (step == RowNumbers.Step.LATE || step == RowNumbers.Step.AGAIN) {
            report.found(
                    Kind.OUT_OF_ORDER,
                    where,
                    step == RowNumbers.Step.AGAIN ? "it is there twice" : "rows with higher numbers stand before it");
        } else if (chain.isBeforeLast(row)) {
            report.found(
                    Kind.OUT_OF_ORDER, where, "a row of its owner with this position or a later one stands before it");
        } else {
            Optional<OwnerChain.Hole> hole = chain.take(row);
            if (step == RowNumbers.Step.NEXT) {
                hole.ifPresent(this::hole);
            }
        }
        Manifest.add(ranges, row.partition(), row.message().getPosition());
        report.row(isProven(row, where, places));
    }

    private boolean isProven(ExportRow row, String where, @Nullable PlaceFile places) throws IOException {
        SignedTrees signed = trees;
        if (signed == null || places == null) {
            return false;
        }
        Optional<RowPlace> place = places.find(row.number());
        if (place.isPresent() && !place.get().isFound()) {
            report.unchecked(where + ": it is in no tree that was signed when the export was made");
            return false;
        }
        if (place.isEmpty()) {
            report.found(Kind.MISSING, where, "nothing says which leaf it is");
            return false;
        }
        Optional<SignedTree> tree = signed.of(row.partition());
        if (tree.isEmpty() || !tree.get().canShow(place.get())) {
            report.found(Kind.MISSING, where, "there is no sound tree of partition " + row.partition());
            return false;
        }
        return isProven(row, where, place.get(), tree.get());
    }

    private boolean isProven(ExportRow row, String where, RowPlace place, SignedTree tree) throws IOException {
        Optional<String> fault = LeafCheck.fault(row, place, tree);
        fault.ifPresent(what -> report.found(Kind.ALTERED, where, what));
        if (fault.isEmpty() && !tree.take(place.index())) {
            report.found(Kind.ALTERED, where, "the leaf of the log that it is was another row before");
            return false;
        }
        if (fault.isEmpty() && row.erased()) {
            report.unchecked(where + ": it is erased; its place in the log is proven, and nothing else that it says");
        }
        return fault.isEmpty() && !row.erased();
    }

    private void hole(OwnerChain.Hole hole) {
        Instant newest = Instant.ofEpochMilli(hole.newest().getAppendedAt());
        if (newest.plus(shortestRetention).isBefore(madeAt)) {
            report.note("Rows between others are not there that are older than %s: they can have expired."
                    .formatted(shortestRetention));
            return;
        }
        report.found(
                Kind.MISSING,
                "%s %s".formatted(hole.owner(), Positions.describe(hole.newest())),
                hole.count() == 1
                        ? "the row after it names it as the one before"
                        : "the row after it names it as the one before, and counts %d that are not there"
                                .formatted(hole.count()));
    }

    private void missing(RowNumbers.Gap gap, Manifest.Part part, PlaceFile places) throws IOException {
        long first = Math.max(gap.first(), part.first());
        long last = Math.min(gap.last(), first + MOST_NAMED - 1);
        if (last < gap.last()) {
            report.found(
                    Kind.MISSING,
                    "rows %d to %d of %s".formatted(last + 1, gap.last(), part.file()),
                    "they are not there");
        }
        for (long number = first; number <= last; number++) {
            String place =
                    places.find(number).map(each -> each.describe() + ", ").orElse("");
            report.found(Kind.MISSING, place + "row %d of %s".formatted(number, part.file()), "it is not there");
            numbers.take(number);
        }
    }

    private void compare(Manifest manifest) {
        if (report.rows() != manifest.rows()) {
            report.found(
                    Kind.ALTERED,
                    ExportFolder.MANIFEST,
                    "it says %d rows, and %d are there".formatted(manifest.rows(), report.rows()));
        }
        for (RowNumbers.Gap gap : numbers.missing(Math.min(manifest.rows(), numbers.highest() + 1_000_000))) {
            report.found(Kind.MISSING, "rows %d to %d".formatted(gap.first(), gap.last()), "they are not there");
        }
        if (!manifest.ranges().equals(ranges)) {
            Set<Integer> all = new HashSet<>(manifest.ranges().keySet());
            all.addAll(ranges.keySet());
            all.stream()
                    .sorted()
                    .filter(each -> !java.util.Objects.equals(
                            ranges.get(each), manifest.ranges().get(each)))
                    .forEach(each -> report.found(
                            Kind.ALTERED,
                            ExportFolder.MANIFEST,
                            "of partition %d it says %s, and there is %s"
                                    .formatted(
                                            each, describe(manifest.ranges().get(each)), describe(ranges.get(each)))));
        }
    }

    private static String describe(Manifest.@Nullable Range range) {
        return range == null ? "nothing" : "%d rows from %s to %s".formatted(range.rows(), range.first(), range.last());
    }
}
