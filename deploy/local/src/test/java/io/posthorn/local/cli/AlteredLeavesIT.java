// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.local.export.Evidence;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hashes of leaves that were changed or taken away are found and named. */
class AlteredLeavesIT {

    @TempDir
    Path work;

    private ExportOnDisk export;

    @BeforeEach
    void prepare() throws Exception {
        export = new ExportOnDisk(work, Evidence.LEAVES);
        export.make();
    }

    @Test
    void leavesThatWereMadeToFitAreFound() throws Exception {
        Path leaves = export.folder().resolve("leaves-3.bin");
        byte[] bytes = Files.readAllBytes(leaves);
        bytes[32 * 16] ^= 1;
        Files.write(leaves, bytes);

        assertThat(export.verify("--key", export.key())).isEqualTo(1);

        assertThat(export.said())
                .contains("leaves-3.bin: its 500 leaves are not the tree of the signed checkpoint")
                .contains("250 rows, 0 of them proven, 251 findings");
    }

    @Test
    void leavesThatAreGoneAreFound() throws Exception {
        Files.delete(export.folder().resolve("leaves-3.bin"));

        assertThat(export.verify("--key", export.key())).isEqualTo(1);

        assertThat(export.said())
                .contains("missing      leaves-3.bin: the file is not there")
                .contains("row 250 of part-00003.ndjson: there is no sound tree of partition 3");
    }
}
