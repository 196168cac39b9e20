// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.cli;

import io.posthorn.contracts.integrity.SigningKey;
import io.posthorn.local.export.Evidence;
import io.posthorn.local.export.ExportFolder;
import io.posthorn.local.export.FileDigest;
import io.posthorn.local.export.TestHistory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An export in files, which somebody may change who can write all of them: manifest, numbers and all. Only what they take from the
 * end, with all its traces, is not found.
 */
final class ExportOnDisk {

    static final int ROWS = 250;
    static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path work;
    private final Evidence evidence;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String key = "";
    private String otherCheckpoint = "";

    /** @param work where its folder will be */
    ExportOnDisk(Path work, Evidence evidence) {
        this.work = work;
        this.evidence = evidence;
    }

    String key() {
        return key;
    }

    /** Of the same tree, signed with another key. */
    String otherCheckpoint() {
        return otherCheckpoint;
    }

    /** By the command. */
    String said() {
        return out.toString();
    }

    String complained() {
        return err.toString();
    }

    Path folder() {
        return work.resolve("export");
    }

    void make() throws Exception {
        try (TestHistory history = new TestHistory(ROWS, Duration.ofHours(1))) {
            make(history);
        }
    }

    void make(TestHistory history) throws Exception {
        key = history.key.verifier().toString();
        otherCheckpoint = history.checkpoint(SigningKey.generate("posthorn/messages/test/3"));
        history.export(folder(), 100, evidence);
    }

    int verify(String... more) {
        List<String> arguments = new ArrayList<>(List.of("verify", folder().toString()));
        arguments.addAll(List.of(more));
        return PosthornCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }

    List<String> lines(String file) throws IOException {
        return new ArrayList<>(Files.readAllLines(folder().resolve(file)));
    }

    void write(String file, List<String> lines) throws IOException {
        Files.writeString(folder().resolve(file), String.join("\n", lines) + "\n");
    }

    interface Change {
        void of(ObjectNode json);
    }

    static String changed(String json, Change change) {
        ObjectNode tree = (ObjectNode) JSON.readTree(json);
        change.of(tree);
        return tree.toString();
    }

    void changeManifest(Change change) throws IOException {
        Path manifest = folder().resolve("manifest.json");
        Files.writeString(manifest, changed(Files.readString(manifest), change));
    }

    /** As one would who can write all files and has no key. */
    void reseal() throws IOException {
        reseal(3);
    }

    void reseal(int parts) throws IOException {
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

    /** Rows, places, numbers, ranges and hashes. */
    void takeOutWithAllTraces(int from, int to) throws IOException {
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
}
