// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.posthorn.contracts.integrity.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {

    private static final SigningKey KEY = SigningKey.generate("posthorn");

    @TempDir
    Path folder;

    private Path file(String permissions, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("key.pem"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "r--------", "r--r-----"})
    void isReadWhenOthersCannot(String permissions) throws IOException {
        assertThat(KeyFile.read("posthorn", file(permissions, KEY.toPem())).verifier())
                .isEqualTo(KEY.verifier());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw----r--", "rw-rw----", "rw-----w-"})
    void isRefusedWhenOthersCan(String permissions) throws IOException {
        Path file = file(permissions, KEY.toPem());

        assertThatIllegalStateException()
                .isThrownBy(() -> KeyFile.read("posthorn", file))
                .withMessageContaining("posthorn.history.integrity.key-file is " + file)
                .withMessageContaining("its permissions are " + permissions)
                .withMessageContaining("chmod 600");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "-----BEGIN PRIVATE KEY-----\nsecret\n-----END PRIVATE KEY-----\n"})
    void isRefusedWhenItIsNoKeyWithoutShowingWhatItIs(String text) throws IOException {
        Path file = file("rw-------", text);

        assertThatIllegalStateException()
                .isThrownBy(() -> KeyFile.read("posthorn", file))
                .withMessageContaining("openssl genpkey -algorithm ed25519")
                .withMessageNotContaining("secret");
    }

    @Test
    void isRefusedWhenItIsNotThereOrNoFileOrTooLong() throws IOException {
        assertThatIllegalStateException()
                .isThrownBy(() -> KeyFile.read("posthorn", folder.resolve("none")))
                .withMessageContaining("there is no such file");
        assertThatIllegalStateException().isThrownBy(() -> KeyFile.read("posthorn", folder));
        Path tooLong = file("rw-------", "x".repeat(20_000));
        assertThatIllegalStateException()
                .isThrownBy(() -> KeyFile.read("posthorn", tooLong))
                .withMessageContaining("longer than any key");
    }
}
