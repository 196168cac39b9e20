// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.integrity;

import java.util.ArrayList;
import java.util.List;

/**
 * That a tree is the beginning of a later one: nothing was changed, taken away or put between. RFC 6962, section 2.1.2.
 *
 * @param from size of the tree
 * @param to size of the later one
 */
public record ConsistencyProof(long from, long to, List<Hash> path) {

    public ConsistencyProof {
        path = List.copyOf(path);
    }

    /** @throws IllegalArgumentException the later tree is smaller */
    public static ConsistencyProof of(long from, long to, NodeReader nodes) {
        if (from < 0 || from > to) {
            throw new IllegalArgumentException("a tree of %d is no beginning of one of %d".formatted(from, to));
        }
        List<Hash> path = new ArrayList<>();
        if (from > 0) {
            collect(from, 0, to, true, nodes, path);
        }
        return new ConsistencyProof(from, to, path);
    }

    /** @param known whoever checks has the hash of all that is before {@code from} */
    private static void collect(long from, long begin, long end, boolean known, NodeReader nodes, List<Hash> path) {
        if (from == end) {
            if (!known) {
                path.add(MerkleTree.range(begin, end, nodes));
            }
            return;
        }
        long middle = begin + MerkleTree.split(end - begin);
        if (from <= middle) {
            collect(from, begin, middle, known, nodes, path);
            path.add(MerkleTree.range(middle, end, nodes));
        } else {
            collect(from, middle, end, false, nodes, path);
            path.add(MerkleTree.range(begin, middle, nodes));
        }
    }

    /** Whether it shows that the tree with the first root is the beginning of the one with the second. RFC 9162, section 2.1.4.2. */
    public boolean proves(Hash fromRoot, Hash toRoot) {
        if (from < 0 || from > to) {
            return false;
        }
        if (from == 0) {
            return path.isEmpty() && fromRoot.equals(MerkleTree.EMPTY) && (to > 0 || toRoot.equals(fromRoot));
        }
        if (from == to) {
            return path.isEmpty() && fromRoot.equals(toRoot);
        }
        boolean whole = Long.bitCount(from) == 1;
        if (!whole && path.isEmpty()) {
            return false;
        }
        return whole
                ? climb(fromRoot, path, fromRoot, toRoot)
                : climb(path.get(0), path.subList(1, path.size()), fromRoot, toRoot);
    }

    private boolean climb(Hash start, List<Hash> siblings, Hash fromRoot, Hash toRoot) {
        int complete = Long.numberOfTrailingZeros(from);
        long at = (from - 1) >>> complete;
        long last = (to - 1) >>> complete;
        Hash older = start;
        Hash newer = start;
        for (Hash sibling : siblings) {
            if (last == 0) {
                return false;
            }
            if ((at & 1) == 1 || at == last) {
                older = MerkleTree.node(sibling, older);
                newer = MerkleTree.node(sibling, newer);
                int alone = (at & 1) == 1 ? 0 : Long.numberOfTrailingZeros(at);
                at >>>= alone;
                last >>>= alone;
            } else {
                newer = MerkleTree.node(newer, sibling);
            }
            at >>>= 1;
            last >>>= 1;
        }
        return last == 0 && older.equals(fromRoot) && newer.equals(toRoot);
    }
}
