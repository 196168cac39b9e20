// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.export;

import io.posthorn.contracts.integrity.Hash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;

/**
 * Finds a leaf by its hash: a table of indexes in a temporary file, which the machine keeps in memory as far as it has any, so that
 * our heap stays as it is.
 */
final class LeafIndex implements AutoCloseable {

    /** Of one table, which is mapped as one buffer of at most 2 GB and never more than half full. */
    static final long MOST_LEAVES = 1L << 26;

    private final LeafHashes hashes;
    private final Path file;
    private final LongBuffer slots;
    private final int mask;

    /** @param hashes which it closes */
    LeafIndex(LeafHashes hashes) throws IOException {
        if (hashes.size() > MOST_LEAVES) {
            throw new IOException("a tree of %d leaves is too large for an index".formatted(hashes.size()));
        }
        long wanted = Long.highestOneBit(Math.max(hashes.size(), 8) * 2 - 1) << 1;
        this.hashes = hashes;
        this.mask = (int) wanted - 1;
        this.file = Files.createTempFile("posthorn-leaves", ".index");
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
            this.slots = channel.map(FileChannel.MapMode.READ_WRITE, 0, wanted * Long.BYTES)
                    .asLongBuffer();
        }
        for (long index = 0; index < hashes.size(); index++) {
            put(hashes.at(index).orElseThrow(), index);
        }
    }

    private void put(Hash hash, long index) {
        int slot = slot(hash);
        while (slots.get(slot) != 0) {
            slot = slot + 1 & mask;
        }
        slots.put(slot, index + 1);
    }

    /** The first leaf of this hash. */
    OptionalLong find(Hash hash) throws IOException {
        for (int slot = slot(hash); slots.get(slot) != 0; slot = slot + 1 & mask) {
            long index = slots.get(slot) - 1;
            if (hashes.at(index).filter(hash::equals).isPresent()) {
                return OptionalLong.of(index);
            }
        }
        return OptionalLong.empty();
    }

    private int slot(Hash hash) {
        return ByteBuffer.wrap(hash.bytes()).getInt() & mask;
    }

    @Override
    public void close() throws IOException {
        hashes.close();
        Files.deleteIfExists(file);
    }
}
