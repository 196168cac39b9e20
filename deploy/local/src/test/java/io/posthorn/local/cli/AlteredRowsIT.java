// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.export.ExportJson;
import io.posthorn.contracts.export.ExportRow;
import io.posthorn.contracts.integrity.Leaf;
import io.posthorn.local.export.Evidence;
import io.posthorn.local.export.TestHistory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that were changed, blanked or moved are found and named. */
@ParameterizedClass
@EnumSource(Evidence.class)
class AlteredRowsIT {

    private final Evidence evidence;
    private final ExportOnDisk export;

    AlteredRowsIT(Evidence evidence, @TempDir Path work) {
        this.evidence = evidence;
        export = new ExportOnDisk(work, evidence);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRowThatWasChangedIsFound(boolean resealed) throws Exception {
        export.make();
        List<String> rows = export.lines("part-00001.ndjson");
        rows.set(16, ExportOnDisk.changed(rows.get(16), row -> row.put("body", "Nothing at all")));
        export.write("part-00001.ndjson", rows);
        if (resealed) {
            export.reseal();
        }

        assertThat(export.verify("--key", export.key())).isEqualTo(1);

        assertThat(export.said())
                .contains(
                        "user-1 1:32 (orders/o-16), row 17 of part-00001.ndjson: it is not what the log held at leaf 32")
                .contains("249 of them proven");
        assertThat(export.said().contains("its SHA-256 is not")).isEqualTo(!resealed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "salt", "appendedAt", "offset", "ordinal", "class", "group"})
    void noFieldCanBeChanged(String field) throws Exception {
        export.make();
        List<String> rows = export.lines("part-00002.ndjson");
        rows.set(3, ExportOnDisk.changed(rows.get(3), row -> {
            switch (field) {
                case "offset", "ordinal" -> row.put(field, row.path(field).asLong() + 1);
                case "salt" -> row.put(field, "AAAA");
                case "appendedAt" -> row.put(field, "2026-01-01T00:00:00Z");
                default -> row.put(field, "other-1");
            }
        }));
        export.write("part-00002.ndjson", rows);
        export.reseal();

        assertThat(export.verify("--key", export.key())).isEqualTo(1);

        assertThat(export.said()).contains("row 104 of part-00002.ndjson: it is not what the log held");
    }

    @Test
    void rowsThatChangedPlacesAreFound() throws Exception {
        export.make();
        List<String> rows = export.lines("part-00001.ndjson");
        Collections.swap(rows, 10, 11);
        export.write("part-00001.ndjson", rows);
        export.reseal();

        assertThat(export.verify("--key", export.key())).isEqualTo(1);

        assertThat(export.said())
                .contains(
                        "out of order user-1 1:20 (orders/o-10), row 11 of part-00001.ndjson: rows with higher numbers")
                .contains("1 findings");
    }

    @Test
    void rowsThatChangedPlacesAndNumbersAreFound() throws Exception {
        export.make();
        List<String> rows = export.lines("part-00001.ndjson");
        Collections.swap(rows, 10, 11);
        rows.set(10, ExportOnDisk.changed(rows.get(10), json -> json.put("row", 11)));
        rows.set(11, ExportOnDisk.changed(rows.get(11), json -> json.put("row", 12)));
        export.write("part-00001.ndjson", rows);
        export.reseal();

        assertThat(export.verify("--key", export.key())).isEqualTo(1);

        assertThat(export.said()).contains("out of order user-1 1:20 (orders/o-10), row 12 of part-00001.ndjson");
    }

    @Test
    void aRowThatIsThereTwiceIsFound() throws Exception {
        export.make();
        List<String> rows = export.lines("part-00001.ndjson");
        rows.add(5, rows.get(4));
        export.write("part-00001.ndjson", rows);
        export.reseal();

        assertThat(export.verify("--key", export.key())).isEqualTo(1);

        assertThat(export.said()).contains("row 5 of part-00001.ndjson: it is there twice");
    }

    /** As one would who can write all files, and has the leaf from the row as it was. */
    @Test
    void aRowThatWasBlankedIsNotProven() throws Exception {
        export.make();
        List<String> rows = export.lines("part-00001.ndjson");
        List<String> places = export.lines("places-00001.ndjson");
        ExportRow whole = (ExportRow) ExportJson.read(rows.get(3).getBytes(StandardCharsets.UTF_8));
        String leaf = Base64.getEncoder()
                .encodeToString(Leaf.of(whole.partition(), whole.message()).toBytes());
        rows.set(
                3,
                ExportOnDisk.changed(
                        rows.get(3),
                        row -> row.put("erasedAt", "2026-01-01T00:00:00Z").remove(List.of("title", "body", "salt"))));
        places.set(3, ExportOnDisk.changed(places.get(3), place -> place.put("leaf", leaf)));
        export.write("part-00001.ndjson", rows);
        export.write("places-00001.ndjson", places);
        export.reseal();

        assertThat(export.verify("--key", export.key())).isEqualTo(2);

        assertThat(export.said())
                .contains("unchecked    user-1 1:6 (orders/o-3), row 4 of part-00001.ndjson: it is erased")
                .contains("249 of them proven");
    }

    @Test
    void aRowIsNotMadeErasedAndMovedElsewhere() throws Exception {
        try (TestHistory history = new TestHistory(ExportOnDisk.ROWS, Duration.ofHours(1)).erasing(7)) {
            export.make(history);
        }
        List<String> rows = export.lines("part-00001.ndjson");
        rows.set(7, ExportOnDisk.changed(rows.get(7), row -> row.put("appendedAt", "2026-01-01T00:00:00Z")));
        rows.set(8, ExportOnDisk.changed(rows.get(8), row -> row.put("erasedAt", "2026-01-01T00:00:00Z")));
        export.write("part-00001.ndjson", rows);
        export.reseal();

        assertThat(export.verify("--key", export.key())).isEqualTo(1);

        assertThat(export.said())
                .contains(
                        "row 8 of part-00001.ndjson: it is erased, and its leaf has another partition, position or time")
                .contains(
                        switch (evidence) {
                            case LEAVES ->
                                "row 9 of part-00001.ndjson: it is erased, and the leaf that is given for it is not leaf 16";
                            case PATHS ->
                                "unchecked    user-1 1:16 (orders/o-8), row 9 of part-00001.ndjson: it is erased; its place";
                        });
    }
}
