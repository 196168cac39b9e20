// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.integrity;

import io.posthorn.contracts.integrity.Frontier;
import io.posthorn.contracts.integrity.Hash;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** What a batch of records makes of a tree. */
record Growth(Tree before, Tree after, List<TreeHash> hashes, List<TreeLeaf> leaves) {

    /**
     * The least of some sizes at which this tree is another than the one that was signed.
     *
     * @param signed size → root
     */
    OptionalLong departsFrom(Map<Long, Hash> signed) {
        Frontier frontier = before.frontier();
        for (TreeLeaf each : leaves) {
            frontier = frontier.append(each.leaf().hash(), (level, index, hash) -> {});
            Hash root = signed.get(frontier.size());
            if (root != null && !root.equals(frontier.root())) {
                return OptionalLong.of(frontier.size());
            }
        }
        return OptionalLong.empty();
    }

    /**
     * The least index of a leaf that is stored with another hash.
     *
     * @param stored index → hash; what is missing there replaces nothing
     */
    OptionalLong replaces(Map<Long, Hash> stored) {
        return leaves.stream()
                .filter(each -> {
                    Hash there = stored.get(each.index());
                    return there != null && !there.equals(each.leaf().hash());
                })
                .mapToLong(TreeLeaf::index)
                .findFirst();
    }

    /**
     * How this is another tree than the one that was signed, as the end of a sentence.
     *
     * @param signed size → root
     * @param stored index → hash
     * @param newest the largest size that was signed
     */
    Optional<String> departure(Map<Long, Hash> signed, Map<Long, Hash> stored, long newest) {
        OptionalLong size = departsFrom(signed);
        if (size.isPresent()) {
            return Optional.of("size %d was signed".formatted(size.getAsLong()));
        }
        OptionalLong leaf = replaces(stored);
        return leaf.isPresent()
                ? Optional.of(
                        "size %d was signed: leaf %d is stored with another hash".formatted(newest, leaf.getAsLong()))
                : Optional.empty();
    }

    /** In as many lists as there are places, and none longer than that. */
    static <T> List<List<T>> together(List<T> rows, Function<T, String> place, int longest) {
        Map<String, List<T>> places = new LinkedHashMap<>();
        rows.forEach(each -> places.computeIfAbsent(place.apply(each), key -> new ArrayList<>())
                .add(each));
        List<List<T>> together = new ArrayList<>();
        for (List<T> all : places.values()) {
            for (int from = 0; from < all.size(); from += longest) {
                together.add(all.subList(from, Math.min(all.size(), from + longest)));
            }
        }
        return together;
    }
}
