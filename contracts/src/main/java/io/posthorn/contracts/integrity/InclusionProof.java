// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.integrity;

import java.util.ArrayList;
import java.util.List;

/**
 * That a leaf is in a tree, by RFC 6962, section 2.1.1.
 *
 * @param index of the leaf, from 0
 * @param size of the tree
 * @param path from the leaf to the root
 */
public record InclusionProof(long index, long size, List<Hash> path) {

    public InclusionProof {
        path = List.copyOf(path);
    }

    /** @throws IllegalArgumentException the tree has no such leaf */
    public static InclusionProof of(long index, long size, NodeReader nodes) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("leaf %d is not in a tree of %d".formatted(index, size));
        }
        List<Hash> path = new ArrayList<>();
        collect(index, 0, size, nodes, path);
        return new InclusionProof(index, size, path);
    }

    private static void collect(long index, long begin, long end, NodeReader nodes, List<Hash> path) {
        if (end - begin == 1) {
            return;
        }
        long middle = begin + MerkleTree.split(end - begin);
        if (index < middle) {
            collect(index, begin, middle, nodes, path);
            path.add(MerkleTree.range(middle, end, nodes));
        } else {
            collect(index, middle, end, nodes, path);
            path.add(MerkleTree.range(begin, middle, nodes));
        }
    }

    /** Whether it shows that the leaf of this hash stands at the index of the tree with this root. RFC 9162, section 2.1.3.2. */
    public boolean proves(Hash leaf, Hash root) {
        if (index < 0 || index >= size) {
            return false;
        }
        long at = index;
        long last = size - 1;
        Hash hash = leaf;
        for (Hash sibling : path) {
            if (last == 0) {
                return false;
            }
            if ((at & 1) == 1 || at == last) {
                hash = MerkleTree.node(sibling, hash);
                int alone = (at & 1) == 1 ? 0 : Long.numberOfTrailingZeros(at);
                at >>>= alone;
                last >>>= alone;
            } else {
                hash = MerkleTree.node(hash, sibling);
            }
            at >>>= 1;
            last >>>= 1;
        }
        return last == 0 && hash.equals(root);
    }
}
