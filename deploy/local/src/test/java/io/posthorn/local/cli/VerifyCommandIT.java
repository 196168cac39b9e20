// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.export.ExportJson;
import io.posthorn.contracts.export.ExportRow;
import io.posthorn.contracts.integrity.Leaf;
import io.posthorn.contracts.integrity.SigningKey;
import io.posthorn.local.export.Download;
import io.posthorn.local.export.ExportFolder;
import io.posthorn.local.export.FileDigest;
import io.posthorn.local.export.TestHistory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is done to an export is found and named, also by somebody who writes manifest, numbers and all after it: only what they
 * take from the end, with all its traces, is not.
 */
class VerifyCommandIT {

    private static final int ROWS = 250;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path work;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String key = "";
    private String otherCheckpoint = "";

    private Path folder() {
        return work.resolve("export");
    }

    private void export() throws Exception {
        try (TestHistory history = new TestHistory(ROWS, Duration.ofHours(1))) {
            export(history);
        }
    }

    private void export(TestHistory history) throws Exception {
        key = history.key.verifier().toString();
        otherCheckpoint = history.checkpoint(SigningKey.generate("posthorn/messages/test/3"));
        Download.Request request = new Download.Request(Map.of("user", TestHistory.USER), 100, 1 << 20, "test");
        new Download(new ExportFolder(folder()), history.uri(), "token", request, line -> {}).run();
    }

    private int verify(String... more) {
        List<String> arguments = new ArrayList<>(List.of("verify", folder().toString()));
        arguments.addAll(List.of(more));
        return PosthornCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }

    private List<String> lines(String file) throws IOException {
        return new ArrayList<>(Files.readAllLines(folder().resolve(file)));
    }

    private void write(String file, List<String> lines) throws IOException {
        Files.writeString(folder().resolve(file), String.join("\n", lines) + "\n");
    }

    private interface Change {
        void of(ObjectNode json);
    }

    private static String changed(String json, Change change) {
        ObjectNode tree = (ObjectNode) JSON.readTree(json);
        change.of(tree);
        return tree.toString();
    }

    private void changeManifest(Change change) throws IOException {
        Path manifest = folder().resolve("manifest.json");
        Files.writeString(manifest, changed(Files.readString(manifest), change));
    }

    /** As one would who can write all files and has no key. */
    private void reseal() throws IOException {
        reseal(3);
    }

    private void reseal(int parts) throws IOException {
        List<String> hashes = new ArrayList<>();
        for (int i = 1; i <= parts; i++) {
            hashes.add(FileDigest.sha256(folder().resolve(ExportFolder.partName(i))));
            hashes.add(FileDigest.sha256(folder().resolve(ExportFolder.placesName(i))));
        }
        changeManifest(json -> {
            for (int i = 0; i < parts; i++) {
                ObjectNode part = (ObjectNode) json.path("parts").path(i);
                part.put("sha256", hashes.get(2 * i));
                part.put("placesSha256", hashes.get(2 * i + 1));
            }
        });
    }

    @Test
    void anExportAsItCameIsRight() throws Exception {
        export();

        assertThat(verify("--key", key)).isZero();

        assertThat(out.toString())
                .contains("250 rows, 250 of them proven, 0 findings")
                .contains("signed checkpoint of 500 leaves")
                .contains("What may be missing behind the last row of an owner")
                .doesNotContain("The key is the one that the export itself names");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aKeyMayStandInAFileAndWithoutOneThatIsSaid() throws Exception {
        export();
        Path file = Files.writeString(work.resolve("key.txt"), key + "\n");

        assertThat(verify("--key", file.toString())).isZero();
        assertThat(verify()).isZero();
        assertThat(out.toString()).contains("The key is the one that the export itself names");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRowThatWasChangedIsFound(boolean resealed) throws Exception {
        export();
        List<String> rows = lines("part-00001.ndjson");
        rows.set(16, changed(rows.get(16), row -> row.put("body", "Nothing at all")));
        write("part-00001.ndjson", rows);
        if (resealed) {
            reseal();
        }

        assertThat(verify("--key", key)).isEqualTo(1);

        assertThat(out.toString())
                .contains(
                        "user-1 1:32 (orders/o-16), row 17 of part-00001.ndjson: it is not what the log held at leaf 32")
                .contains("249 of them proven");
        assertThat(out.toString().contains("its SHA-256 is not")).isEqualTo(!resealed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "salt", "appendedAt", "offset", "ordinal", "class", "group"})
    void noFieldCanBeChanged(String field) throws Exception {
        export();
        List<String> rows = lines("part-00002.ndjson");
        rows.set(3, changed(rows.get(3), row -> {
            switch (field) {
                case "offset", "ordinal" -> row.put(field, row.path(field).asLong() + 1);
                case "salt" -> row.put(field, "AAAA");
                case "appendedAt" -> row.put(field, "2026-01-01T00:00:00Z");
                default -> row.put(field, "other-1");
            }
        }));
        write("part-00002.ndjson", rows);
        reseal();

        assertThat(verify("--key", key)).isEqualTo(1);

        assertThat(out.toString()).contains("row 104 of part-00002.ndjson: it is not what the log held");
    }

    @Test
    void aRowThatWasTakenOutIsNamed() throws Exception {
        export();
        List<String> rows = lines("part-00002.ndjson");
        rows.remove(41);
        write("part-00002.ndjson", rows);

        assertThat(verify("--key", key)).isEqualTo(1);

        assertThat(out.toString())
                .contains("missing      user-1 1:282, row 142 of part-00002.ndjson: it is not there")
                .contains("part-00002.ndjson: it has 99 rows, and the manifest says 100");
    }

    @Test
    void aRowThatWasTakenOutWithItsNumberAndItsPlaceIsNamedByTheChain() throws Exception {
        export();
        takeOutWithAllTraces(41, 42);

        assertThat(verify("--key", key)).isEqualTo(1);

        assertThat(out.toString()).contains("missing      user-1 1:82: the row after it names it as the one before");
        assertThat(out.toString()).contains("249 rows, 249 of them proven, 1 findings");
    }

    @Test
    void severalAreCounted() throws Exception {
        export();
        takeOutWithAllTraces(41, 46);

        assertThat(verify("--key", key)).isEqualTo(1);

        assertThat(out.toString())
                .contains(
                        "missing      user-1 1:90: the row after it names it as the one before, and counts 5 that are not there");
    }

    @Test
    void theHeadThatWasTakenOffIsFound() throws Exception {
        export();
        takeOutWithAllTraces(0, 3);

        assertThat(verify("--key", key)).isEqualTo(1);

        assertThat(out.toString()).contains("missing      user-1 1:4: the row after it names it as the one before");
    }

    @Test
    void theTailThatWasTakenOffIsFound() throws Exception {
        export();
        List<String> rows = lines("part-00003.ndjson");
        rows.subList(48, 50).clear();
        write("part-00003.ndjson", rows);

        assertThat(verify("--key", key)).isEqualTo(1);

        assertThat(out.toString())
                .contains("missing      user-1 1:496, row 249 of part-00003.ndjson: it is not there")
                .contains("missing      user-1 1:498, row 250 of part-00003.ndjson: it is not there");
    }

    @Test
    void theTailThatWasTakenOffWithAllTracesIsNotFoundAndThatIsSaid() throws Exception {
        export();
        takeOutWithAllTraces(ROWS - 1, ROWS);

        assertThat(verify("--key", key)).isZero();

        assertThat(out.toString()).contains("What may be missing behind the last row of an owner");
    }

    /** Rows, places, numbers, ranges and hashes. */
    private void takeOutWithAllTraces(int from, int to) throws IOException {
        List<String> rows = new ArrayList<>();
        List<String> places = new ArrayList<>();
        List<String> ends = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            List<String> part = lines(ExportFolder.partName(i));
            ends.add(part.remove(part.size() - 1));
            rows.addAll(part);
            places.addAll(lines(ExportFolder.placesName(i)));
        }
        rows.subList(from, to).clear();
        places.subList(from, to).clear();
        int gone = to - from;
        int[] begins = {0, 100 - gone, 200 - gone, rows.size()};
        for (int i = 0; i < 3; i++) {
            List<String> part = new ArrayList<>();
            List<String> partPlaces = new ArrayList<>();
            for (int row = begins[i]; row < begins[i + 1]; row++) {
                long number = row + 1L;
                part.add(changed(rows.get(row), json -> json.put("row", number)));
                partPlaces.add(changed(places.get(row), json -> json.put("row", number)));
            }
            long end = begins[i + 1];
            part.add(changed(ends.get(i), json -> json.put("rows", end)));
            write(ExportFolder.partName(i + 1), part);
            write(ExportFolder.placesName(i + 1), partPlaces);
        }
        changeManifest(json -> {
            json.put("rows", rows.size());
            for (int i = 0; i < 3; i++) {
                ObjectNode part = (ObjectNode) json.path("parts").path(i);
                part.put("rows", begins[i + 1] - begins[i]);
                part.put("first", begins[i] + 1);
                part.put("last", begins[i + 1]);
            }
            ObjectNode range = (ObjectNode) json.path("partitions").path(0);
            range.put("rows", rows.size());
            range.set("first", place(rows.get(0)));
            range.set("last", place(rows.get(rows.size() - 1)));
        });
        reseal();
    }

    private static ObjectNode place(String row) {
        var json = JSON.readTree(row);
        return JSON.createObjectNode()
                .put("era", json.path("era").asInt())
                .put("offset", json.path("offset").asLong())
                .put("appendedAt", json.path("appendedAt").asString());
    }

    @Test
    void rowsThatChangedPlacesAreFound() throws Exception {
        export();
        List<String> rows = lines("part-00001.ndjson");
        Collections.swap(rows, 10, 11);
        write("part-00001.ndjson", rows);
        reseal();

        assertThat(verify("--key", key)).isEqualTo(1);

        assertThat(out.toString())
                .contains("out of order user-1 1:20 (orders/o-10), row 11 of part-00001.ndjson")
                .contains("1 findings");
    }

    @Test
    void rowsThatChangedPlacesAndNumbersAreFound() throws Exception {
        export();
        List<String> rows = lines("part-00001.ndjson");
        Collections.swap(rows, 10, 11);
        rows.set(10, changed(rows.get(10), json -> json.put("row", 11)));
        rows.set(11, changed(rows.get(11), json -> json.put("row", 12)));
        write("part-00001.ndjson", rows);
        reseal();

        assertThat(verify("--key", key)).isEqualTo(1);

        assertThat(out.toString()).contains("out of order user-1 1:20 (orders/o-10), row 12 of part-00001.ndjson");
    }

    @Test
    void aRowThatIsThereTwiceIsFound() throws Exception {
        export();
        List<String> rows = lines("part-00001.ndjson");
        rows.add(5, rows.get(4));
        write("part-00001.ndjson", rows);
        reseal();

        assertThat(verify("--key", key)).isEqualTo(1);

        assertThat(out.toString()).contains("row 5 of part-00001.ndjson: it is there twice");
    }

    @Test
    void anExportThatWasCutIsFound() throws Exception {
        export();
        Path last = folder().resolve("part-00003.ndjson");
        byte[] whole = Files.readAllBytes(last);
        Files.write(last, java.util.Arrays.copyOf(whole, whole.length / 2));

        assertThat(verify("--key", key)).isEqualTo(1);

        assertThat(out.toString())
                .contains("part-00003.ndjson: it is cut")
                .contains("user-1 1:498, row 250 of part-00003.ndjson: it is not there");
    }

    @Test
    void aPartThatIsGoneIsFound() throws Exception {
        export();
        Files.delete(folder().resolve("part-00002.ndjson"));

        assertThat(verify("--key", key)).isEqualTo(1);

        assertThat(out.toString()).contains("missing      part-00002.ndjson: the file is not there");
    }

    @Test
    void theLastPartThatIsGoneFromTheManifestTooIsFound() throws Exception {
        export();
        Files.delete(folder().resolve("part-00003.ndjson"));
        changeManifest(json -> {
            ((tools.jackson.databind.node.ArrayNode) json.path("parts")).remove(2);
            json.put("rows", 200);
        });

        assertThat(verify("--key", key)).isEqualTo(1);

        assertThat(out.toString()).contains("part-00002.ndjson: it says that more follows, and it is the last part");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows", "query", "partitions", "sha256", "madeAt", "parts"})
    void aManifestThatWasChangedIsFound(String what) throws Exception {
        export();
        changeManifest(json -> {
            switch (what) {
                case "rows" -> json.put("rows", 251);
                case "query" -> ((ObjectNode) json.path("query")).put("user", "user-2");
                case "partitions" ->
                    ((ObjectNode) json.path("partitions").path(0).path("last")).put("offset", 500);
                case "madeAt" -> json.put("madeAt", "soon");
                case "parts" -> ((ObjectNode) json.path("parts").path(1)).put("file", "../../secret");
                default -> ((ObjectNode) json.path("parts").path(1)).put("sha256", "00");
            }
        });

        assertThat(verify("--key", key)).isEqualTo(1);

        assertThat(out.toString()).contains("altered ");
    }

    @Test
    void anotherKeyIsFound() throws Exception {
        export();
        String other =
                SigningKey.generate("posthorn/messages/test/3").verifier().toString();

        assertThat(verify("--key", other)).isEqualTo(1);

        assertThat(out.toString())
                .contains("checkpoint of partition 3: it is not signed by the key " + other)
                .contains("manifest.json: it names another key");
    }

    @Test
    void aCheckpointOfAnotherKeyIsFound() throws Exception {
        export();
        Files.writeString(
                folder().resolve("checkpoints.json"),
                JSON.createObjectNode().put("3", otherCheckpoint).toString());

        assertThat(verify("--key", key)).isEqualTo(1);

        assertThat(out.toString()).contains("checkpoint of partition 3: it is not signed by the key " + key);
    }

    @Test
    void aSoundCheckpointOfAnotherTreeIsFound() throws Exception {
        export();
        Path checkpoints = folder().resolve("checkpoints.json");
        String three = JSON.readTree(Files.readString(checkpoints)).path("3").asString();
        Files.writeString(
                checkpoints,
                JSON.createObjectNode().put("2", three).put("3", three).toString());

        assertThat(verify("--key", key)).isEqualTo(1);

        assertThat(out.toString()).contains("checkpoint of partition 2: it is of another tree");
    }

    @Test
    void leavesThatWereMadeToFitAreFound() throws Exception {
        export();
        Path leaves = folder().resolve("leaves-3.bin");
        byte[] bytes = Files.readAllBytes(leaves);
        bytes[32 * 16] ^= 1;
        Files.write(leaves, bytes);

        assertThat(verify("--key", key)).isEqualTo(1);

        assertThat(out.toString()).contains("leaves-3.bin: its 500 leaves are not the tree of the signed checkpoint");
    }

    @Test
    void anErasedRowIsNamedAsUncheckedAndNotProven() throws Exception {
        try (TestHistory history = new TestHistory(ROWS, Duration.ofHours(1)).erasing(7)) {
            export(history);
        }

        assertThat(verify("--key", key)).isEqualTo(2);
        assertThat(out.toString())
                .contains("unchecked    user-1 1:14 (orders/o-7), row 8 of part-00001.ndjson: it is erased")
                .contains("250 rows, 249 of them proven, 0 findings");
    }

    /** As one would who can write all files, and has the leaf from the row as it was. */
    @Test
    void aRowThatWasBlankedIsNotProven() throws Exception {
        export();
        List<String> rows = lines("part-00001.ndjson");
        List<String> places = lines("places-00001.ndjson");
        ExportRow whole = (ExportRow) ExportJson.read(rows.get(3).getBytes(StandardCharsets.UTF_8));
        String leaf = Base64.getEncoder()
                .encodeToString(Leaf.of(whole.partition(), whole.message()).toBytes());
        rows.set(
                3,
                changed(
                        rows.get(3),
                        row -> row.put("erasedAt", "2026-01-01T00:00:00Z").remove(List.of("title", "body", "salt"))));
        places.set(3, changed(places.get(3), place -> place.put("leaf", leaf)));
        write("part-00001.ndjson", rows);
        write("places-00001.ndjson", places);
        reseal();

        assertThat(verify("--key", key)).isEqualTo(2);

        assertThat(out.toString())
                .contains("unchecked    user-1 1:6 (orders/o-3), row 4 of part-00001.ndjson: it is erased")
                .contains("249 of them proven");
    }

    @Test
    void rowsInNoSignedTreeAreNamedAsUnchecked() throws Exception {
        export();
        List<String> places = lines("places-00003.ndjson");
        places.set(49, changed(places.get(49), place -> place.put("index", -1)));
        write("places-00003.ndjson", places);
        reseal();

        assertThat(verify("--key", key)).isEqualTo(2);

        assertThat(out.toString())
                .contains("unchecked    user-1 1:498 (orders/o-249), row 250 of part-00003.ndjson: it is in no tree")
                .contains("249 of them proven, 0 findings");
    }

    @Test
    void anIndexBehindTheEndOfTheTreeIsFound() throws Exception {
        export();
        List<String> places = lines("places-00003.ndjson");
        places.set(49, changed(places.get(49), place -> place.put("index", 500)));
        write("places-00003.ndjson", places);
        reseal();

        assertThat(verify("--key", key)).isEqualTo(1);

        assertThat(out.toString()).contains("row 250 of part-00003.ndjson: no leaf of the tree of partition 3");
    }

    @Test
    void ofMuchThatIsUncheckedTheFirstIsNamedAndAllIsCounted() throws Exception {
        try (TestHistory history = new TestHistory(1_100, Duration.ofHours(1))) {
            export(history);
        }
        Files.writeString(folder().resolve("checkpoints.json"), "{}");
        for (int i = 1; i <= 11; i++) {
            List<String> places = lines(ExportFolder.placesName(i));
            places.replaceAll(line -> changed(line, place -> place.put("index", -1)));
            write(ExportFolder.placesName(i), places);
        }
        reseal(11);

        assertThat(verify("--key", key)).isEqualTo(2);

        assertThat(out.toString())
                .contains("row 1000 of part-00010.ndjson: it is in no tree")
                .contains("unchecked    100 more, not named here")
                .contains("1100 rows, 0 of them proven, 0 findings");
    }

    @Test
    void aRowIsNotMadeErasedAndMovedElsewhere() throws Exception {
        try (TestHistory history = new TestHistory(ROWS, Duration.ofHours(1)).erasing(7)) {
            export(history);
        }
        List<String> rows = lines("part-00001.ndjson");
        rows.set(7, changed(rows.get(7), row -> row.put("appendedAt", "2026-01-01T00:00:00Z")));
        rows.set(8, changed(rows.get(8), row -> row.put("erasedAt", "2026-01-01T00:00:00Z")));
        write("part-00001.ndjson", rows);
        reseal();

        assertThat(verify("--key", key)).isEqualTo(1);

        assertThat(out.toString())
                .contains(
                        "row 8 of part-00001.ndjson: it is erased, and its leaf has another partition, position or time")
                .contains("row 9 of part-00001.ndjson: it is erased, and the leaf that is given for it is not leaf 16");
    }

    @Test
    void whatCanHaveExpiredIsNoFinding() throws Exception {
        try (TestHistory history =
                new TestHistory(ROWS, Duration.ofDays(30)).without(0, 5).without(20, 30)) {
            export(history);
        }

        assertThat(verify("--key", key)).isZero();
        assertThat(out.toString()).contains("they can have expired");
        assertThat(verify("--key", key, "--shortest-retention", "P90D")).isEqualTo(1);
        assertThat(out.toString()).contains("counts 10 that are not there");
    }

    @Test
    void aFolderThatIsNoneOrNotWholeCannotBeChecked() throws Exception {
        assertThat(verify("--key", TestHistory.USER)).isEqualTo(2);
        assertThat(verify()).isEqualTo(2);
        export();
        Files.writeString(folder().resolve("manifest.json"), "{");
        assertThat(verify()).isEqualTo(2);
        assertThat(err.toString()).contains("manifest.json cannot be read");
        Files.delete(folder().resolve("manifest.json"));
        assertThat(verify()).isEqualTo(2);
        assertThat(out.toString()).contains("the export was not finished");
    }

    @Test
    void withoutTreesNothingIsProvenAndThatIsNoSuccess() throws Exception {
        export();
        changeManifest(json -> json.put("key", ""));

        assertThat(verify()).isEqualTo(2);

        assertThat(out.toString()).contains("No public key").contains("0 of them proven");
    }

    @Test
    void asJsonEachLineIsAnObject() throws Exception {
        export();

        assertThat(verify("--key", key, "--json")).isZero();

        assertThat(out.toString().lines().map(JSON::readTree)).allMatch(each -> each.isObject());
    }
}
