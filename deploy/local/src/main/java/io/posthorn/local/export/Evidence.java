// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.export;

/** What an export keeps of the tree of a partition, so that its rows are shown to be leaves of it. */
public enum Evidence {
    /** The hashes of all leaves: as many requests as the tree needs, whatever the rows are. */
    LEAVES,
    /** For each row its leaf and the path from it to the root: a request a row, whatever the tree is. */
    PATHS;

    /** Hashes of leaves that history gives in one answer. */
    static final int HASHES = 4_096;

    /** Decides for a partition. */
    @FunctionalInterface
    interface Choice {
        Evidence of(long rows, long leaves);
    }

    /**
     * What takes fewer requests, and of as many the paths, which are smaller; paths too where there are more leaves than can be
     * looked up by their hash.
     */
    static Evidence of(long rows, long leaves) {
        long requests = (leaves + HASHES - 1) / HASHES;
        return rows <= requests || leaves > LeafIndex.MOST_LEAVES ? PATHS : LEAVES;
    }
}
