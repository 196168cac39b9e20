// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.stack;

import io.posthorn.contracts.integrity.SigningKey;
import io.posthorn.local.machine.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The key that signs the checkpoints of history: made at the first start, kept for the next. */
final class IntegrityKey {

    private IntegrityKey() {}

    /** @throws CannotStart it cannot be written */
    static Path in(Path file) {
        try {
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, SigningKey.generate("posthorn").toPem());
            }
            return file.toAbsolutePath();
        } catch (IOException e) {
            throw new CannotStart("The key " + file + " cannot be written: " + e, e);
        }
    }
}
