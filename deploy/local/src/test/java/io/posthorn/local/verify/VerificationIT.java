// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.Message;
import io.posthorn.local.export.Download;
import io.posthorn.local.export.ExportFolder;
import io.posthorn.local.export.FileDigest;
import io.posthorn.local.export.TestHistory;
import io.posthorn.local.verify.Finding.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What was done to the rows where they are stored, before the export; and to exports whose owners' chains have holes by right. */
class VerificationIT {

    private static final int ROWS = 20;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path folder;

    @Test
    void aRowThatWasChangedInTheStoreIsAltered() throws Exception {
        Report report = verify(history().changing(7, row -> with(row, "Parcel 8")), files -> files);

        assertThat(report.findings()).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(Kind.ALTERED);
            assertThat(found.where()).contains("(orders/o-7), row 8 of part-00001.ndjson");
            assertThat(found.what()).contains("not what the log held at leaf 14");
        });
        assertThat(report.proven()).isEqualTo(ROWS - 1);
        assertThat(report.exitCode()).isEqualTo(1);
    }

    @Test
    void rowsWhoseContentsWereSwappedInTheStoreAreBothAltered() throws Exception {
        Report report = verify(
                history().changing(7, row -> with(row, "Parcel 9")).changing(9, row -> with(row, "Parcel 7")),
                files -> files);

        assertThat(report.findings()).extracting(Finding::kind).containsExactly(Kind.ALTERED, Kind.ALTERED);
    }

    @Test
    void aRowThatWasTakenOutOfTheStoreIsMissing() throws Exception {
        Report report = verify(history().without(7, 8), files -> files);

        assertThat(report.findings()).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(Kind.MISSING);
            assertThat(found.where()).contains("user-1", "1:14");
        });
    }

    @Test
    void aRowThatStandsInThePlaceOfAnotherIsNamedThoughAllNumbersFit() throws Exception {
        Report report = verify(history().ofAClass(), files -> files.copied(4, 11));

        assertThat(report.findings())
                .extracting(Finding::kind)
                .containsExactlyInAnyOrder(Kind.OUT_OF_ORDER, Kind.ALTERED);
        assertThat(report.findings())
                .allSatisfy(found -> assertThat(found.where()).contains("row 12 of part-00001.ndjson"));
    }

    @Test
    void rowsThatAreSwappedWithTheirNumbersAreOutOfOrder() throws Exception {
        Report report = verify(history().ofAClass(), files -> files.swapped(4, 11));

        assertThat(report.findings())
                .isNotEmpty()
                .allSatisfy(found -> assertThat(found.kind()).isEqualTo(Kind.OUT_OF_ORDER));
    }

    @Test
    void whatAClassLeavesOutIsNoFinding() throws Exception {
        Report report = verify(history().ofAClass().without(5, 7), files -> files);

        assertThat(report.findings()).isEmpty();
        assertThat(report.proven()).isEqualTo(ROWS - 2);
        assertThat(report.exitCode()).isZero();
    }

    private static TestHistory history() throws IOException {
        return new TestHistory(ROWS, Duration.ofHours(1));
    }

    private static Message.Builder with(Message.Builder row, String body) {
        row.getNotificationBuilder().setBody(body);
        return row;
    }

    private Report verify(TestHistory history, UnaryOperator<Forger> forgery) throws Exception {
        try (history) {
            Download.Request request = new Download.Request(Map.of("user", TestHistory.USER), 100, 1 << 20, "test");
            new Download(new ExportFolder(folder), history.uri(), "token", request, line -> {}).run();
        }
        forgery.apply(new Forger(lines("part-00001.ndjson"), lines("places-00001.ndjson")))
                .write(folder);
        return new Verification(new ExportFolder(folder), Duration.ofDays(7)).run(Optional.of(history.key.verifier()));
    }

    private List<String> lines(String file) throws IOException {
        return new ArrayList<>(Files.readAllLines(folder.resolve(file)));
    }

    /** Who can write all files, and has no key. */
    private record Forger(List<String> rows, List<String> places) {

        /** The row from there stands here too, under this one's number. */
        Forger copied(int from, int to) {
            rows.set(to, numbered(rows.get(from), to));
            places.set(to, numbered(places.get(from), to));
            return this;
        }

        Forger swapped(int one, int other) {
            String row = rows.get(one);
            String place = places.get(one);
            copied(other, one);
            rows.set(other, numbered(row, other));
            places.set(other, numbered(place, other));
            return this;
        }

        private static String numbered(String line, int index) {
            ObjectNode json = (ObjectNode) JSON.readTree(line);
            return json.put("row", index + 1).toString();
        }

        void write(Path folder) throws IOException {
            Files.write(folder.resolve("part-00001.ndjson"), rows);
            Files.write(folder.resolve("places-00001.ndjson"), places);
            Path manifest = folder.resolve("manifest.json");
            ObjectNode json = (ObjectNode) JSON.readTree(Files.readAllBytes(manifest));
            ((ObjectNode) json.path("parts").path(0))
                    .put("sha256", FileDigest.sha256(folder.resolve("part-00001.ndjson")))
                    .put("placesSha256", FileDigest.sha256(folder.resolve("places-00001.ndjson")));
            Files.write(manifest, JSON.writeValueAsBytes(json));
        }
    }
}
