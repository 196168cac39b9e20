// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.local.export.Evidence;
import io.posthorn.local.export.ExportFolder;
import io.posthorn.local.export.TestHistory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What an export is that came as it was made, and what of it cannot be checked. */
@ParameterizedClass
@EnumSource(Evidence.class)
class VerifyCommandIT {

    private final Path work;
    private final ExportOnDisk export;

    VerifyCommandIT(Evidence evidence, @TempDir Path work) {
        this.work = work;
        export = new ExportOnDisk(work, evidence);
    }

    @Test
    void anExportAsItCameIsRight() throws Exception {
        export.make();

        assertThat(export.verify("--key", export.key())).isZero();

        assertThat(export.said())
                .contains("250 rows, 250 of them proven, 0 findings")
                .contains("signed checkpoint of 500 leaves")
                .contains("What may be missing behind the last row of an owner")
                .doesNotContain("The key is the one that the export itself names");
        assertThat(export.complained()).isEmpty();
    }

    @Test
    void aKeyMayStandInAFileAndWithoutOneThatIsSaid() throws Exception {
        export.make();
        Path file = Files.writeString(work.resolve("key.txt"), export.key() + "\n");

        assertThat(export.verify("--key", file.toString())).isZero();
        assertThat(export.verify()).isZero();
        assertThat(export.said()).contains("The key is the one that the export itself names");
    }

    @Test
    void theTailThatWasTakenOffWithAllTracesIsNotFoundAndThatIsSaid() throws Exception {
        export.make();
        export.takeOutWithAllTraces(ExportOnDisk.ROWS - 1, ExportOnDisk.ROWS);

        assertThat(export.verify("--key", export.key())).isZero();

        assertThat(export.said()).contains("What may be missing behind the last row of an owner");
    }

    @Test
    void anErasedRowIsNamedAsUncheckedAndNotProven() throws Exception {
        try (TestHistory history = new TestHistory(ExportOnDisk.ROWS, Duration.ofHours(1)).erasing(7)) {
            export.make(history);
        }

        assertThat(export.verify("--key", export.key())).isEqualTo(2);
        assertThat(export.said())
                .contains("unchecked    user-1 1:14 (orders/o-7), row 8 of part-00001.ndjson: it is erased")
                .contains("250 rows, 249 of them proven, 0 findings");
    }

    @Test
    void rowsInNoSignedTreeAreNamedAsUnchecked() throws Exception {
        export.make();
        List<String> places = export.lines("places-00003.ndjson");
        places.set(49, ExportOnDisk.changed(places.get(49), place -> place.put("index", -1)));
        export.write("places-00003.ndjson", places);
        export.reseal();

        assertThat(export.verify("--key", export.key())).isEqualTo(2);

        assertThat(export.said())
                .contains("unchecked    user-1 1:498 (orders/o-249), row 250 of part-00003.ndjson: it is in no tree")
                .contains("249 of them proven, 0 findings");
    }

    @Test
    void ofMuchThatIsUncheckedTheFirstIsNamedAndAllIsCounted() throws Exception {
        try (TestHistory history = new TestHistory(1_100, Duration.ofHours(1))) {
            export.make(history);
        }
        Files.writeString(export.folder().resolve("checkpoints.json"), "{}");
        for (int i = 1; i <= 11; i++) {
            List<String> places = export.lines(ExportFolder.placesName(i));
            places.replaceAll(line -> ExportOnDisk.changed(line, place -> place.put("index", -1)));
            export.write(ExportFolder.placesName(i), places);
        }
        export.reseal(11);

        assertThat(export.verify("--key", export.key())).isEqualTo(2);

        assertThat(export.said())
                .contains("row 1000 of part-00010.ndjson: it is in no tree")
                .contains("unchecked    100 more, not named here")
                .contains("1100 rows, 0 of them proven, 0 findings");
    }

    @Test
    void whatCanHaveExpiredIsNoFinding() throws Exception {
        try (TestHistory history = new TestHistory(ExportOnDisk.ROWS, Duration.ofDays(30))
                .without(0, 5)
                .without(20, 30)) {
            export.make(history);
        }

        assertThat(export.verify("--key", export.key())).isZero();
        assertThat(export.said()).contains("they can have expired");
        assertThat(export.verify("--key", export.key(), "--shortest-retention", "P90D"))
                .isEqualTo(1);
        assertThat(export.said()).contains("counts 10 that are not there");
    }

    @Test
    void aFolderThatIsNoneOrNotWholeCannotBeChecked() throws Exception {
        assertThat(export.verify("--key", TestHistory.USER)).isEqualTo(2);
        assertThat(export.verify()).isEqualTo(2);
        export.make();
        Files.writeString(export.folder().resolve("manifest.json"), "{");
        assertThat(export.verify()).isEqualTo(2);
        assertThat(export.complained()).contains("manifest.json cannot be read");
        Files.delete(export.folder().resolve("manifest.json"));
        assertThat(export.verify()).isEqualTo(2);
        assertThat(export.said()).contains("the export was not finished");
    }

    @Test
    void withoutTreesNothingIsProvenAndThatIsNoSuccess() throws Exception {
        export.make();
        export.changeManifest(json -> json.put("key", ""));

        assertThat(export.verify()).isEqualTo(2);

        assertThat(export.said()).contains("No public key").contains("0 of them proven");
    }

    @Test
    void asJsonEachLineIsAnObject() throws Exception {
        export.make();

        assertThat(export.verify("--key", export.key(), "--json")).isZero();

        assertThat(export.said().lines().map(ExportOnDisk.JSON::readTree)).allMatch(each -> each.isObject());
    }
}
