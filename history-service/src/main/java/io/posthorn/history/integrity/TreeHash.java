// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.integrity;

import io.posthorn.contracts.integrity.Hash;

/**
 * A row of {@code tree_hashes}.
 *
 * @param level a multiple of {@link #STEP}
 * @param writtenAt append time of the record that completed it, milliseconds since the epoch
 */
record TreeHash(int level, long index, Hash hash, long writtenAt) {

    /** Levels of which the hashes are kept are so far apart. */
    static final int STEP = 8;

    private static final int CHUNK_BITS = 16;

    static long chunk(long index) {
        return index >>> CHUNK_BITS;
    }

    /** The key of Cassandra's partition in which it lies, but for the tree. */
    String place() {
        return level + "/" + chunk(index);
    }
}
