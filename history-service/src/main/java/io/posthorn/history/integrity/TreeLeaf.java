// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.integrity;

import io.posthorn.contracts.integrity.Leaf;

/**
 * A row of {@code tree_leaves}.
 *
 * @param index in the tree, from 0
 * @param writtenAt append time of its record, milliseconds since the epoch
 */
public record TreeLeaf(Leaf leaf, long index, long writtenAt) {

    private static final int BUCKET_BITS = 16;

    static long bucket(long offset) {
        return offset >>> BUCKET_BITS;
    }

    /** The key of Cassandra's partition in which it lies, but for the tree. */
    String place() {
        return leaf.era() + "/" + bucket(leaf.offset());
    }
}
