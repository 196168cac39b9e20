// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.unpacked;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Tells one build of a jar from another: the build gives all the same time. Reads the directory of the jar, not its content. */
final class Fingerprint {

    private Fingerprint() {}

    static String of(Path jar) throws IOException {
        CRC32C sum = new CRC32C();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            zip.stream().forEachOrdered(entry -> sum.update(line(entry)));
        }
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }

    private static byte[] line(ZipEntry entry) {
        return (entry.getName() + " " + entry.getSize() + " " + entry.getCrc() + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
