// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.export;

import io.posthorn.contracts.integrity.Checkpoint;
import io.posthorn.contracts.integrity.Frontier;
import io.posthorn.contracts.integrity.Hash;
import io.posthorn.contracts.integrity.InclusionProof;
import io.posthorn.contracts.integrity.Leaf;
import io.posthorn.contracts.integrity.MerkleTree;
import io.posthorn.contracts.integrity.SigningKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeSet;

/** A tree with all its nodes. Of one thread at a time. */
final class TestTree {

    private final int partition;
    private final String origin;
    private final List<Leaf> leaves = new ArrayList<>();
    /** By level and index. */
    private final List<List<Hash>> nodes = new ArrayList<>();

    private Frontier frontier = Frontier.EMPTY;

    private final NavigableSet<Long> signed = new TreeSet<>();

    TestTree(int partition, String origin) {
        this.partition = partition;
        this.origin = origin;
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

    /** As it is now. */
    void sign() {
        signed.add(size());
    }

    /** No other size is signed. */
    void signOnly(long size) {
        signed.clear();
        signed.add(size);
    }

    long lastSigned() {
        return signed.last();
    }

    /** The least size that is signed, has a leaf and is not smaller than what is wanted; 0: the newest. */
    OptionalLong signed(int leaf, long wanted) {
        Long size = signed.ceiling(Math.max(leaf + 1, wanted == 0 ? signed.last() : wanted));
        return size == null ? OptionalLong.empty() : OptionalLong.of(size);
    }

    /** Of the newest that is signed. */
    String checkpoint(SigningKey by) {
        long size = signed.last();
        return new Checkpoint(origin, size, MerkleTree.root(size, this::node))
                .sign(by)
                .toString();
    }

    // ------------------------------------------------------------ as answers

    Map<String, Object> heads(SigningKey key) {
        return Map.of(
                "trees",
                List.of(Map.of(
                        "partition",
                        partition,
                        "verifierKey",
                        key.verifier().toString(),
                        "checkpoint",
                        checkpoint(key))));
    }

    Map<String, Object> entries(long from, long to) {
        return Map.of("hashes", texts(nodes.get(0).subList((int) from, (int) to)));
    }

    Map<String, Object> proof(int index, long size) {
        return Map.of(
                "leaf",
                Base64.getEncoder().encodeToString(leaves.get(index).toBytes()),
                "index",
                index,
                "size",
                size,
                "path",
                texts(InclusionProof.of(index, size, this::node).path()));
    }

    private static List<String> texts(List<Hash> hashes) {
        return hashes.stream().map(Hash::base64).toList();
    }

    private Hash node(int level, long index) {
        return nodes.get(level).get((int) index);
    }
}
