// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.integrity;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The definitions of RFC 6962, section 2.1, word for word, over a list of leaf hashes. */
record NaiveTree(List<Hash> leaves) {

    static NaiveTree ofSize(int size) {
        return new NaiveTree(IntStream.range(0, size)
                .mapToObj(each -> MerkleTree.leaf(new byte[] {(byte) each, (byte) (each >> 8)}))
                .toList());
    }

    NaiveTree first(int size) {
        return new NaiveTree(leaves.subList(0, size));
    }

    Hash root() {
        if (leaves.isEmpty()) {
            return MerkleTree.EMPTY;
        }
        return leaves.size() == 1 ? leaves.get(0) : MerkleTree.node(left().root(), right().root());
    }

    List<Hash> path(int index) {
        if (leaves.size() == 1) {
            return List.of();
        }
        return index < half()
                ? with(left().path(index), right().root())
                : with(right().path(index - half()), left().root());
    }

    List<Hash> consistency(int from) {
        return subproof(from, true);
    }

    private List<Hash> subproof(int from, boolean whole) {
        if (from == leaves.size()) {
            return whole ? List.of() : List.of(root());
        }
        return from <= half()
                ? with(left().subproof(from, whole), right().root())
                : with(right().subproof(from - half(), false), left().root());
    }

    private int half() {
        int half = 1;
        while (half * 2 < leaves.size()) {
            half *= 2;
        }
        return half;
    }

    private NaiveTree left() {
        return first(half());
    }

    private NaiveTree right() {
        return new NaiveTree(leaves.subList(half(), leaves.size()));
    }

    private static List<Hash> with(List<Hash> some, Hash last) {
        List<Hash> all = new ArrayList<>(some);
        all.add(last);
        return all;
    }

    /** Of complete subtrees only: asked for any other it fails. */
    NodeReader nodes() {
        return (level, index) ->
                new NaiveTree(leaves.subList((int) (index << level), (int) ((index + 1) << level))).root();
    }
}
