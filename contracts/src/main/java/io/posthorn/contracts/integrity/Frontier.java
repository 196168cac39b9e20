// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.integrity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All that is needed of a tree to make it grow: the hashes of its complete subtrees, the largest, which is the leftmost, first;
 * one for each bit that is set in the size.
 */
public record Frontier(long size, List<Hash> subtrees) {

    public static final Frontier EMPTY = new Frontier(0, List.of());

    /** Takes the complete subtrees as they come to be, smaller ones first. */
    @FunctionalInterface
    public interface Completed {
        /** As in {@link NodeReader#node}. */
        void node(int level, long index, Hash hash);
    }

    public Frontier {
        subtrees = List.copyOf(subtrees);
        if (size < 0 || Long.bitCount(size) != subtrees.size()) {
            throw new IllegalArgumentException(
                    "a tree of %d has not %d complete subtrees".formatted(size, subtrees.size()));
        }
    }

    public Frontier append(Hash leaf, Completed completed) {
        List<Hash> grown = new ArrayList<>(subtrees);
        Hash hash = leaf;
        completed.node(0, size, hash);
        for (int level = 1; (size >>> (level - 1) & 1) == 1; level++) {
            hash = MerkleTree.node(grown.remove(grown.size() - 1), hash);
            completed.node(level, size >>> level, hash);
        }
        grown.add(hash);
        return new Frontier(size + 1, grown);
    }

    public Hash root() {
        if (size == 0) {
            return MerkleTree.EMPTY;
        }
        Hash root = subtrees.get(subtrees.size() - 1);
        for (int i = subtrees.size() - 2; i >= 0; i--) {
            root = MerkleTree.node(subtrees.get(i), root);
        }
        return root;
    }

    /** Size and hashes, with spaces between; under 2,900 characters. */
    public String toText() {
        StringBuilder text = new StringBuilder(Long.toString(size));
        subtrees.forEach(each -> text.append(' ').append(each.base64()));
        return text.toString();
    }

    /** Empty for anything that is not such a text. */
    public static Optional<Frontier> parse(String text) {
        String[] parts = text.split(" ", -1);
        OptionalLong size = Texts.size(parts[0]);
        if (size.isEmpty() || Long.bitCount(size.getAsLong()) != parts.length - 1) {
            return Optional.empty();
        }
        List<Hash> subtrees = new ArrayList<>();
        for (int i = 1; i < parts.length; i++) {
            Hash.parse(parts[i]).ifPresent(subtrees::add);
        }
        return subtrees.size() == parts.length - 1
                ? Optional.of(new Frontier(size.getAsLong(), subtrees))
                : Optional.empty();
    }
}
