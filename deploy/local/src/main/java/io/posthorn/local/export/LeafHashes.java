// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.export;

import io.posthorn.contracts.integrity.Frontier;
import io.posthorn.contracts.integrity.Hash;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The hashes of all leaves of a tree, in a file. */
public final class LeafHashes implements AutoCloseable {

    private final RandomAccessFile file;
    private final long size;

    public LeafHashes(Path path) throws IOException {
        this.file = new RandomAccessFile(path.toFile(), "r");
        this.size = file.length() / Hash.BYTES;
    }

    public static String name(int partition) {
        return "leaves-" + partition + ".bin";
    }

    public long size() {
        return size;
    }

    /** Empty where the tree has no such leaf. */
    public Optional<Hash> at(long index) throws IOException {
        if (index < 0 || index >= size) {
            return Optional.empty();
        }
        byte[] hash = new byte[Hash.BYTES];
        file.seek(index * Hash.BYTES);
        file.readFully(hash);
        return Optional.of(new Hash(hash));
    }

    /** Root and size of the tree that all of them make. */
    public static Frontier tree(Path path) throws IOException {
        Frontier tree = Frontier.EMPTY;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            for (byte[] hash = in.readNBytes(Hash.BYTES); hash.length == Hash.BYTES; hash = in.readNBytes(Hash.BYTES)) {
                tree = tree.append(new Hash(hash), (level, index, node) -> {});
            }
        }
        return tree;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
