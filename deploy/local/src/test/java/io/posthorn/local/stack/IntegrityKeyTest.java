// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.posthorn.contracts.integrity.SigningKey;
import io.posthorn.local.machine.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntegrityKeyTest {

    @TempDir
    Path folder;

    @Test
    void isMadeOnceAndForItsOwnerAlone() throws IOException {
        Path file = IntegrityKey.in(folder.resolve("key.pem"));
        SigningKey made = SigningKey.parse("posthorn", Files.readString(file));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(SigningKey.parse("posthorn", Files.readString(IntegrityKey.in(file)))
                        .verifier())
                .isEqualTo(made.verifier());
    }

    @Test
    void aFolderThatIsNotThereCannotHoldIt() {
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> IntegrityKey.in(folder.resolve("none").resolve("key.pem")))
                .withMessageContaining("cannot be written");
    }
}
