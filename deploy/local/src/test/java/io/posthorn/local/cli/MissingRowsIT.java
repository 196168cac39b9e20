// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.local.export.Evidence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ArrayNode;

/** Rows that were taken out are found and named, also with all their traces. */
@ParameterizedClass
@EnumSource(Evidence.class)
class MissingRowsIT {

    private final ExportOnDisk export;

    MissingRowsIT(Evidence evidence, @TempDir Path work) {
        export = new ExportOnDisk(work, evidence);
    }

    @Test
    void aRowThatWasTakenOutIsNamed() throws Exception {
        export.make();
        List<String> rows = export.lines("part-00002.ndjson");
        rows.remove(41);
        export.write("part-00002.ndjson", rows);

        assertThat(export.verify("--key", export.key())).isEqualTo(1);

        assertThat(export.said())
                .contains("missing      user-1 1:282, row 142 of part-00002.ndjson: it is not there")
                .contains("part-00002.ndjson: it has 99 rows, and the manifest says 100");
    }

    @Test
    void aRowThatWasTakenOutWithItsNumberAndItsPlaceIsNamedByTheChain() throws Exception {
        export.make();
        export.takeOutWithAllTraces(41, 42);

        assertThat(export.verify("--key", export.key())).isEqualTo(1);

        assertThat(export.said()).contains("missing      user-1 1:82: the row after it names it as the one before");
        assertThat(export.said()).contains("249 rows, 249 of them proven, 1 findings");
    }

    @Test
    void severalAreCounted() throws Exception {
        export.make();
        export.takeOutWithAllTraces(41, 46);

        assertThat(export.verify("--key", export.key())).isEqualTo(1);

        assertThat(export.said())
                .contains(
                        "missing      user-1 1:90: the row after it names it as the one before, and counts 5 that are not there");
    }

    @Test
    void theHeadThatWasTakenOffIsFound() throws Exception {
        export.make();
        export.takeOutWithAllTraces(0, 3);

        assertThat(export.verify("--key", export.key())).isEqualTo(1);

        assertThat(export.said()).contains("missing      user-1 1:4: the row after it names it as the one before");
    }

    @Test
    void theTailThatWasTakenOffIsFound() throws Exception {
        export.make();
        List<String> rows = export.lines("part-00003.ndjson");
        rows.subList(48, 50).clear();
        export.write("part-00003.ndjson", rows);

        assertThat(export.verify("--key", export.key())).isEqualTo(1);

        assertThat(export.said())
                .contains("missing      user-1 1:496, row 249 of part-00003.ndjson: it is not there")
                .contains("missing      user-1 1:498, row 250 of part-00003.ndjson: it is not there");
    }

    @Test
    void anExportThatWasCutIsFound() throws Exception {
        export.make();
        Path last = export.folder().resolve("part-00003.ndjson");
        byte[] whole = Files.readAllBytes(last);
        Files.write(last, Arrays.copyOf(whole, whole.length / 2));

        assertThat(export.verify("--key", export.key())).isEqualTo(1);

        assertThat(export.said())
                .contains("part-00003.ndjson: it is cut")
                .contains("user-1 1:498, row 250 of part-00003.ndjson: it is not there");
    }

    @Test
    void aPartThatIsGoneIsFound() throws Exception {
        export.make();
        Files.delete(export.folder().resolve("part-00002.ndjson"));

        assertThat(export.verify("--key", export.key())).isEqualTo(1);

        assertThat(export.said()).contains("missing      part-00002.ndjson: the file is not there");
    }

    @Test
    void theLastPartThatIsGoneFromTheManifestTooIsFound() throws Exception {
        export.make();
        Files.delete(export.folder().resolve("part-00003.ndjson"));
        export.changeManifest(json -> {
            ((ArrayNode) json.path("parts")).remove(2);
            json.put("rows", 200);
        });

        assertThat(export.verify("--key", export.key())).isEqualTo(1);

        assertThat(export.said()).contains("part-00002.ndjson: it says that more follows, and it is the last part");
    }
}
