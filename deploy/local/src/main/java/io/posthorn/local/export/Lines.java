// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.export;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Lines as bytes, one after the other. What stands behind the last line feed is no line. */
public final class Lines implements AutoCloseable {

    /** Of a row of the largest message, with every character escaped. */
    private static final int LONGEST = 4 << 20;

    private final InputStream in;
    private long end;

    public Lines(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    /** Without its line feed; empty at the end. */
    public Optional<byte[]> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(1_024);
        for (int each = in.read(); each >= 0; each = in.read()) {
            if (each == '\n') {
                end += line.size() + 1L;
                return Optional.of(line.toByteArray());
            }
            if (line.size() == LONGEST) {
                throw new IOException("a line is longer than " + LONGEST + " bytes");
            }
            line.write(each);
        }
        return Optional.empty();
    }

    /** Where the line that was read last ends, its line feed included. */
    public long end() {
        return end;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
