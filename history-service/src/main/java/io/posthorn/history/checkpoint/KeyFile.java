// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.checkpoint;

import io.posthorn.contracts.integrity.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The file of the key that signs. What is wrong with it ends the start, in words that show nothing of it. */
final class KeyFile {

    private static final int LONGEST = 16 << 10;
    private static final Set<PosixFilePermission> OPEN =
            Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.GROUP_WRITE);

    private KeyFile() {}

    /** @throws IllegalStateException it cannot be used, and why */
    static SigningKey read(String name, Path file) {
        if (!Files.isRegularFile(file)) {
            throw unusable(file, "there is no such file");
        }
        try {
            requireClosed(file);
            if (Files.size(file) > LONGEST) {
                throw unusable(file, "it is longer than any key");
            }
            return SigningKey.parse(name, Files.readString(file, StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw unusable(file, "it cannot be read (" + e.getClass().getSimpleName() + ")");
        } catch (IllegalArgumentException e) {
            throw unusable(file, e.getMessage() + ". Make one with: openssl genpkey -algorithm ed25519 -out FILE");
        }
    }

    private static void requireClosed(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        Set<PosixFilePermission> permissions = view.readAttributes().permissions();
        if (permissions.stream().anyMatch(OPEN::contains)) {
            throw unusable(
                    file,
                    "its permissions are %s: whoever can read it can sign. Do: chmod 600 %s"
                            .formatted(PosixFilePermissions.toString(permissions), file));
        }
    }

    private static IllegalStateException unusable(Path file, String why) {
        return new IllegalStateException("posthorn.history.integrity.key-file is %s: %s".formatted(file, why));
    }
}
