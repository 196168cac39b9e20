// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.integrity;

/** The hashes of RFC 6962, section 2.1: a leaf can never be taken for a node. */
public final class MerkleTree {

    /** Root of the tree without leaves: SHA-256 of nothing. */
    public static final Hash EMPTY = Hash.sha256();

    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private MerkleTree() {}

    /** Of the bytes of a leaf. */
    public static Hash leaf(byte[] leaf) {
        return Hash.sha256(LEAF, leaf);
    }

    public static Hash node(Hash left, Hash right) {
        return Hash.sha256(NODE, left.bytes(), right.bytes());
    }

    /** Of the first leaves of a tree. */
    public static Hash root(long size, NodeReader nodes) {
        return size == 0 ? EMPTY : range(0, size, nodes);
    }

    /** Of the leaves from {@code begin}, which RFC 6962 only splits off where a complete subtree begins, up to before {@code end}. */
    static Hash range(long begin, long end, NodeReader nodes) {
        long width = end - begin;
        if (Long.bitCount(width) == 1) {
            int level = Long.numberOfTrailingZeros(width);
            return nodes.node(level, begin >>> level);
        }
        long middle = begin + split(width);
        return node(range(begin, middle, nodes), range(middle, end, nodes));
    }

    /** The largest power of two below a number above one. */
    static long split(long width) {
        return Long.highestOneBit(width - 1);
    }
}
