// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.local.export.Evidence;
import io.posthorn.local.export.TestHistory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Paths that were changed, exchanged or taken away are found and named: only what leads to the signed root proves a row. */
class AlteredPathsIT {

    private static final String ROW_FIVE = "altered      user-1 1:8 (orders/o-4), row 5 of part-00001.ndjson: ";
    private static final String NOWHERE =
            "the path that is given for it does not lead to the signed root of partition 3";

    @TempDir
    Path work;

    private ExportOnDisk export;

    @BeforeEach
    void prepare() {
        export = new ExportOnDisk(work, Evidence.PATHS);
    }

    private void changePlace(int row, ExportOnDisk.Change change) throws Exception {
        List<String> places = export.lines("places-00001.ndjson");
        places.set(row - 1, ExportOnDisk.changed(places.get(row - 1), change));
        export.write("places-00001.ndjson", places);
        export.reseal();
    }

    private ObjectNode place(int row) throws Exception {
        return (ObjectNode)
                ExportOnDisk.JSON.readTree(export.lines("places-00001.ndjson").get(row - 1));
    }

    /** What can be done to a path without another one. */
    enum Damage {
        CHANGED {
            @Override
            void to(ObjectNode place, ArrayNode path) {
                path.set(0, path.get(1));
            }
        },
        SHORTER {
            @Override
            void to(ObjectNode place, ArrayNode path) {
                path.remove(path.size() - 1);
            }
        },
        LONGER {
            @Override
            void to(ObjectNode place, ArrayNode path) {
                path.add(path.get(0));
            }
        },
        ELSEWHERE {
            @Override
            void to(ObjectNode place, ArrayNode path) {
                place.put("index", place.path("index").asLong() + 1);
            }
        };

        abstract void to(ObjectNode place, ArrayNode path);
    }

    @ParameterizedTest
    @EnumSource
    void aPathThatWasChangedProvesNothing(Damage damage) throws Exception {
        export.make();
        changePlace(5, place -> damage.to(place, (ArrayNode) place.path("path")));

        assertThat(export.verify("--key", export.key())).isEqualTo(1);

        assertThat(export.said()).contains(ROW_FIVE + NOWHERE).contains("249 of them proven, 1 findings");
    }

    @Test
    void aPathOfAnotherRowProvesNothing() throws Exception {
        export.make();
        ObjectNode other = place(6);
        changePlace(5, place -> place.set("path", other.path("path")));

        assertThat(export.verify("--key", export.key())).isEqualTo(1);

        assertThat(export.said()).contains(ROW_FIVE + NOWHERE);
    }

    @Test
    void theWholeProofOfAnotherRowIsNotThisRow() throws Exception {
        export.make();
        ObjectNode other = place(6);
        changePlace(5, place -> place.setAll(other.deepCopy().put("row", 5)));

        assertThat(export.verify("--key", export.key())).isEqualTo(1);

        assertThat(export.said())
                .contains(ROW_FIVE + "it is not what the log held at leaf 10 of partition 3")
                .contains("249 of them proven, 1 findings");
    }

    @Test
    void theProofOfAnotherUsersMessageIsNotThisRow() throws Exception {
        Map<String, Object> others;
        try (TestHistory history = new TestHistory(ExportOnDisk.ROWS, Duration.ofHours(1)).erasing(7)) {
            export.make(history);
            others = history.proof(9);
        }
        ObjectNode proof = ExportOnDisk.JSON.valueToTree(others);
        changePlace(5, place -> place.setAll(proof));
        changePlace(8, place -> place.setAll(proof));

        assertThat(export.verify("--key", export.key())).isEqualTo(1);

        assertThat(export.said())
                .contains(ROW_FIVE + "it is not what the log held at leaf 9 of partition 3")
                .contains(
                        "row 8 of part-00001.ndjson: it is erased, and its leaf has another partition, position or time");
    }

    @Test
    void anErasedRowIsNotProvenByALeafThatWasMadeToFit() throws Exception {
        try (TestHistory history = new TestHistory(ExportOnDisk.ROWS, Duration.ofHours(1)).erasing(7)) {
            export.make(history);
        }
        String other = place(9).path("leaf").asString();
        changePlace(8, place -> place.put("leaf", other));

        assertThat(export.verify("--key", export.key())).isEqualTo(1);

        assertThat(export.said())
                .contains("row 8 of part-00001.ndjson: it is erased, and the leaf that is given for it is not leaf 14");
    }

    @Test
    void oneLeafDoesNotProveTwoRows() throws Exception {
        export.make();
        List<String> rows = export.lines("part-00001.ndjson");
        rows.set(11, ExportOnDisk.changed(rows.get(4), row -> row.put("row", 12)));
        export.write("part-00001.ndjson", rows);
        ObjectNode fifth = place(5);
        changePlace(12, place -> place.setAll(fifth.deepCopy().put("row", 12)));

        assertThat(export.verify("--key", export.key())).isEqualTo(1);

        assertThat(export.said())
                .contains(
                        "altered      user-1 1:8 (orders/o-4), row 12 of part-00001.ndjson: the leaf of the log that it is was another row before")
                .contains("out of order user-1 1:8 (orders/o-4), row 12 of part-00001.ndjson")
                .contains("missing      user-1 1:22");
    }

    @Test
    void aPathThatWasTakenAwayIsMissed() throws Exception {
        export.make();
        changePlace(5, place -> place.remove("path"));

        assertThat(export.verify("--key", export.key())).isEqualTo(1);

        assertThat(export.said())
                .contains("missing      leaves-3.bin: the file is not there, and rows have no paths instead")
                .contains("row 5 of part-00001.ndjson: there is no sound tree of partition 3")
                .contains("249 of them proven");
    }

    @Test
    void aPathThatIsNoneSaysNothing() throws Exception {
        export.make();
        changePlace(5, place -> place.put("path", "short"));

        assertThat(export.verify("--key", export.key())).isEqualTo(1);

        assertThat(export.said())
                .contains("places-00001.ndjson: 1 lines say nothing")
                .contains("row 5 of part-00001.ndjson: nothing says which leaf it is");
    }

    /** Sound, of the same key and tree: but not the one whose root the paths lead to. */
    @Test
    void aCheckpointOfAnotherSizeProvesNothing() throws Exception {
        String later;
        try (TestHistory history = new TestHistory(ExportOnDisk.ROWS, Duration.ofHours(1))) {
            export.make(history);
            later = history.before(1).checkpoint(history.key);
        }
        Files.writeString(
                export.folder().resolve("checkpoints.json"),
                ExportOnDisk.JSON.createObjectNode().put("3", later).toString());

        assertThat(export.verify("--key", export.key())).isEqualTo(1);

        assertThat(export.said()).contains(ROW_FIVE + NOWHERE).contains("0 of them proven, 250 findings");
    }

    /** The row itself is what its path is checked for. */
    @Test
    void theLeafOfAWholeRowIsNotNeeded() throws Exception {
        export.make();
        changePlace(5, place -> place.remove("leaf"));

        assertThat(export.verify("--key", export.key())).isZero();

        assertThat(export.said()).contains("250 of them proven, 0 findings");
    }
}
