// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.integrity;

import io.posthorn.contracts.integrity.Frontier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tree of one partition as far as the log was read. It travels as text beside the committed offset, so that whoever has the
 * partition next goes on from it.
 *
 * @param name the origin of its checkpoints
 */
public record Tree(String name, Frontier frontier) {

    /** A record of the log that has a leaf. */
    record Logged(io.posthorn.contracts.integrity.Leaf leaf, long writtenAt) {}

    /** Empty for a text that is none, of nobody or of a tree of another name: this tree then begins with the next record. */
    static Optional<Tree> parse(String name, String text) {
        int space = text.indexOf(' ');
        if (space < 0 || !text.substring(0, space).equals(name)) {
            return Optional.empty();
        }
        return Frontier.parse(text.substring(space + 1)).map(frontier -> new Tree(name, frontier));
    }

    String toText() {
        return name + " " + frontier.toText();
    }

    public long size() {
        return frontier.size();
    }

    Growth grow(List<Logged> records) {
        List<TreeHash> hashes = new ArrayList<>();
        List<TreeLeaf> leaves = new ArrayList<>();
        Frontier grown = frontier;
        for (Logged each : records) {
            leaves.add(new TreeLeaf(each.leaf(), grown.size(), each.writtenAt()));
            grown = grown.append(each.leaf().hash(), (level, index, hash) -> {
                if (level % TreeHash.STEP == 0) {
                    hashes.add(new TreeHash(level, index, hash, each.writtenAt()));
                }
            });
        }
        return new Growth(this, new Tree(name, grown), hashes, leaves);
    }
}
