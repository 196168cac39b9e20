// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.verify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Which leaves of a tree have been a row. A bit each, in a temporary file: a tree has any number of leaves. */
final class TakenLeaves implements AutoCloseable {

    private final Path path;
    private final FileChannel file;
    private final ByteBuffer eight = ByteBuffer.allocate(1);

    TakenLeaves() throws IOException {
        this.path = Files.createTempFile("posthorn-taken", ".bits");
        this.file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** @return whether it had not been one before */
    boolean take(long index) throws IOException {
        long at = index >>> 3;
        int bit = 1 << (index & 7);
        int bits = file.read(eight.clear(), at) == 1 ? eight.get(0) : 0;
        file.write(eight.clear().put(0, (byte) (bits | bit)), at);
        return (bits & bit) == 0;
    }

    @Override
    public void close() throws IOException {
        file.close();
        Files.delete(path);
    }
}
