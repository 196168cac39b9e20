// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.Message;
import io.posthorn.local.export.Evidence;
import io.posthorn.local.export.TestHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What was done to the rows where they are stored, before the export; and to exports whose owners' chains have holes by right. */
@ParameterizedClass
@EnumSource(Evidence.class)
class StoredRowsIT {

    private static final String ROWS = "part-00001.ndjson";
    private static final String PLACES = "places-00001.ndjson";

    private final ExportOnDisk export;

    StoredRowsIT(Evidence evidence, @TempDir Path work) {
        export = new ExportOnDisk(work, evidence);
    }

    @Test
    void aRowThatWasChangedIsAltered() throws Exception {
        make(history().changing(7, row -> with(row, "Parcel 8")));

        assertThat(export.verify("--key", export.key())).isEqualTo(1);

        assertThat(export.said())
                .contains(
                        "altered      user-1 1:14 (orders/o-7), row 8 of part-00001.ndjson: it is not what the log held at leaf 14")
                .contains("250 rows, 249 of them proven, 1 findings");
    }

    @Test
    void rowsWhoseContentsWereSwappedAreBothAltered() throws Exception {
        make(history().changing(7, row -> with(row, "Parcel 9")).changing(9, row -> with(row, "Parcel 7")));

        assertThat(export.verify("--key", export.key())).isEqualTo(1);

        assertThat(export.said())
                .contains("altered      user-1 1:14 (orders/o-7)")
                .contains("altered      user-1 1:18 (orders/o-9)")
                .contains("248 of them proven, 2 findings");
    }

    @Test
    void aRowThatWasPutInIsNotKnownToTheOneAfterIt() throws Exception {
        make(history().adding(7));

        assertThat(export.verify("--key", export.key())).isEqualTo(1);

        assertThat(export.said())
                .contains("altered      user-1 1:15 (orders/o-7), row 9: the row after it does not know it")
                .contains("251 rows, 250 of them proven");
    }

    @Test
    void aRowThatWasTakenOutIsMissing() throws Exception {
        make(history().without(7, 8));

        assertThat(export.verify("--key", export.key())).isEqualTo(1);

        assertThat(export.said()).contains("missing      user-1 1:14: ").contains("1 findings");
    }

    @Test
    void aRowThatStandsInThePlaceOfAnotherIsNamedThoughAllNumbersFit() throws Exception {
        make(history().ofAClass());
        List<String> rows = export.lines(ROWS);
        List<String> places = export.lines(PLACES);
        rows.set(11, numbered(rows.get(4), 11));
        places.set(11, numbered(places.get(4), 11));
        export.write(ROWS, rows);
        export.write(PLACES, places);
        export.reseal();

        assertThat(export.verify("--key", export.key())).isEqualTo(1);

        assertThat(export.said())
                .containsPattern("out of order .*row 12 of part-00001.ndjson")
                .containsPattern("altered .*row 12 of part-00001.ndjson")
                .contains("2 findings");
    }

    @Test
    void rowsThatAreSwappedWithTheirNumbersAndPlacesAreOutOfOrder() throws Exception {
        make(history().ofAClass());
        for (String file : List.of(ROWS, PLACES)) {
            List<String> lines = export.lines(file);
            String one = lines.get(4);
            lines.set(4, numbered(lines.get(11), 4));
            lines.set(11, numbered(one, 11));
            export.write(file, lines);
        }
        export.reseal();

        assertThat(export.verify("--key", export.key())).isEqualTo(1);

        assertThat(export.said())
                .contains("out of order user-1")
                .doesNotContain("altered  ")
                .doesNotContain("missing  ");
    }

    @Test
    void whatAClassLeavesOutIsNoFinding() throws Exception {
        make(history().ofAClass().without(5, 7));

        assertThat(export.verify("--key", export.key())).isZero();

        assertThat(export.said()).contains("248 rows, 248 of them proven, 0 findings");
    }

    private static TestHistory history() throws IOException {
        return new TestHistory(ExportOnDisk.ROWS, Duration.ofHours(1));
    }

    private void make(TestHistory history) throws Exception {
        try (history) {
            export.make(history);
        }
    }

    private static Message.Builder with(Message.Builder row, String body) {
        row.getNotificationBuilder().setBody(body);
        return row;
    }

    private static String numbered(String line, int index) {
        return ExportOnDisk.changed(line, json -> json.put("row", index + 1));
    }
}
