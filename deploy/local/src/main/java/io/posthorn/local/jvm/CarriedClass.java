// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.jvm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A class of ours that a child needs, laid into a folder of its own so that the child sees nothing else of ours. */
public final class CarriedClass {

    private CarriedClass() {}

    /** @return the folder, fit for a class path */
    public static Path copy(Class<?> type, Path folder) throws IOException {
        String resource = type.getName().replace('.', '/') + ".class";
        Path target = folder.resolve(resource);
        Files.createDirectories(target.getParent());
        Path written = Files.createTempFile(target.getParent(), "carried", ".tmp");
        try (InputStream bytes = type.getResourceAsStream('/' + resource)) {
            if (bytes == null) {
                throw new IOException("No " + resource + " on the class path");
            }
            Files.copy(bytes, written, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
        return folder;
    }
}
