// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.integrity.SigningKey;
import io.posthorn.contracts.integrity.VerifierKey;
import io.posthorn.local.export.Evidence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** A manifest, a key or a checkpoint that was changed is found and named. */
@ParameterizedClass
@EnumSource(Evidence.class)
class AlteredFilesIT {

    private final ExportOnDisk export;

    AlteredFilesIT(Evidence evidence, @TempDir Path work) {
        export = new ExportOnDisk(work, evidence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows", "query", "partitions", "sha256", "placesSha256", "madeAt", "parts"})
    void aManifestThatWasChangedIsFound(String what) throws Exception {
        export.make();
        export.changeManifest(json -> {
            switch (what) {
                case "rows" -> json.put("rows", 251);
                case "query" -> ((ObjectNode) json.path("query")).put("user", "user-2");
                case "partitions" ->
                    ((ObjectNode) json.path("partitions").path(0).path("last")).put("offset", 500);
                case "madeAt" -> json.put("madeAt", "soon");
                case "parts" -> ((ObjectNode) json.path("parts").path(1)).put("file", "../../secret");
                default -> ((ObjectNode) json.path("parts").path(1)).put(what, "00");
            }
        });

        assertThat(export.verify("--key", export.key())).isEqualTo(1);

        assertThat(export.said()).contains("altered ");
    }

    @Test
    void anotherKeyIsFound() throws Exception {
        export.make();
        String other =
                SigningKey.generate("posthorn/messages/test/3").verifier().toString();

        assertThat(export.verify("--key", other)).isEqualTo(1);

        assertThat(export.said())
                .contains("checkpoint of partition 3: it is not signed by the key " + other)
                .contains("manifest.json: it names another key");
    }

    @Test
    void aCheckpointOfAnotherKeyIsFound() throws Exception {
        export.make();
        Files.writeString(
                export.folder().resolve("checkpoints.json"),
                ExportOnDisk.JSON
                        .createObjectNode()
                        .put("3", export.otherCheckpoint())
                        .toString());

        assertThat(export.verify("--key", export.key())).isEqualTo(1);

        assertThat(export.said()).contains("checkpoint of partition 3: it is not signed by the key " + export.key());
    }

    @Test
    void aSoundCheckpointOfAnotherTreeIsFound() throws Exception {
        export.make();
        Path checkpoints = export.folder().resolve("checkpoints.json");
        String three = ExportOnDisk.JSON
                .readTree(Files.readString(checkpoints))
                .path("3")
                .asString();
        Files.writeString(
                checkpoints,
                ExportOnDisk.JSON
                        .createObjectNode()
                        .put("2", three)
                        .put("3", three)
                        .toString());

        assertThat(export.verify("--key", export.key())).isEqualTo(1);

        assertThat(export.said()).contains("checkpoint of partition 2: it is of another tree");
    }

    @Test
    void aSoundTreeOfAnotherLogIsFound() throws Exception {
        export.make();
        String earlier = VerifierKey.parse(export.key())
                .orElseThrow()
                .named("posthorn/messages/earlier/3")
                .toString();

        assertThat(export.verify("--key", earlier)).isEqualTo(1);

        assertThat(export.said())
                .contains("checkpoint of partition 3: it is of another tree, posthorn/messages/test/3")
                .contains("0 of them proven");
    }

    @Test
    void anIndexBehindTheEndOfTheTreeIsFound() throws Exception {
        export.make();
        List<String> places = export.lines("places-00003.ndjson");
        places.set(49, ExportOnDisk.changed(places.get(49), place -> place.put("index", 500)));
        export.write("places-00003.ndjson", places);
        export.reseal();

        assertThat(export.verify("--key", export.key())).isEqualTo(1);

        assertThat(export.said()).contains("row 250 of part-00003.ndjson: no leaf of the tree of partition 3");
    }
}
