// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.export;

import io.posthorn.contracts.integrity.Frontier;
import io.posthorn.contracts.integrity.Hash;
import io.posthorn.contracts.integrity.InclusionProof;
import io.posthorn.contracts.integrity.Leaf;
import io.posthorn.contracts.integrity.MerkleTree;
import java.util.ArrayList;
import java.util.List;

/** A tree with all its nodes. Of one thread at a time. */
final class TestTree {

    private final int partition;
    private final List<Leaf> leaves = new ArrayList<>();
    /** By level and index. */
    private final List<List<Hash>> nodes = new ArrayList<>();

    private Frontier frontier = Frontier.EMPTY;

    TestTree(int partition) {
        this.partition = partition;
    }

    void append(Leaf leaf) {
        leaves.add(leaf);
        frontier = frontier.append(leaf.hash(), (level, index, hash) -> {
            if (level == nodes.size()) {
                nodes.add(new ArrayList<>());
            }
            nodes.get(level).add(hash);
        });
    }

    /** Records that cannot be read, so that nobody's rows are theirs. */
    void appendOthers(int count) {
        for (int i = 0; i < count; i++) {
            append(new Leaf(Leaf.Kind.UNREADABLE, partition, 0, leaves.size(), 0, Hash.ZERO, Hash.ZERO));
        }
    }

    long size() {
        return leaves.size();
    }

    Leaf leaf(int index) {
        return leaves.get(index);
    }

    List<Hash> hashes(long from, long to) {
        return nodes.get(0).subList((int) from, (int) to);
    }

    Hash root(long size) {
        return MerkleTree.root(size, this::node);
    }

    List<Hash> path(long index, long size) {
        return InclusionProof.of(index, size, this::node).path();
    }

    private Hash node(int level, long index) {
        return nodes.get(level).get((int) index);
    }
}
