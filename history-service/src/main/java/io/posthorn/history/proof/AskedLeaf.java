// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.proof;

import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.topic.UserPartitioner;
import io.posthorn.contracts.v1.Position;
import io.posthorn.history.asking.Asked;
import java.util.Optional;

/**
 * The message whose leaf is asked for.
 *
 * @param user empty: not said
 * @param era 0: a record that cannot be read, by its offset in {@code posthorn.messages}
 * @param size of the tree, at least; absent: of the newest checkpoint
 */
record AskedLeaf(String user, int era, long offset, Optional<Long> size) {

    private static final int LAST_ERA = 0xFFFF;

    /** @throws io.posthorn.history.problem.ProblemException a parameter is not allowed */
    static AskedLeaf of(Asked asked) {
        String user = asked.id("user").orElse("");
        Optional<String> cursor = asked.given("cursor");
        Optional<Long> era = asked.number("era");
        Optional<Long> offset = asked.number("offset");
        Optional<Long> size = asked.number("size");
        if (cursor.isPresent() == (era.isPresent() || offset.isPresent())) {
            throw Asked.bad("say either cursor, or era and offset");
        }
        if (cursor.isPresent()) {
            Position position = position(user, cursor.get());
            return new AskedLeaf(user, position.getEra(), position.getOffset(), size);
        }
        long number = asked.needed("era");
        if (number > LAST_ERA) {
            throw Asked.bad("era must be at most " + LAST_ERA);
        }
        return new AskedLeaf(user, (int) number, asked.needed("offset"), size);
    }

    private static Position position(String user, String text) {
        Cursor cursor = Cursor.decode(text).orElseThrow(() -> Asked.bad("cursor is not one that Posthorn has given"));
        if (!user.isEmpty() && cursor.userHash() != UserHash.of(user)) {
            throw Asked.bad("cursor is not of this user");
        }
        return cursor.position();
    }

    /** Positions are of one partition: at the same one on another stands somebody else's message. */
    boolean mayStandOn(int partition, int partitions) {
        return user.isEmpty() || UserPartitioner.partition(user, partitions) == partition;
    }

    /** For the log of audit reads. */
    String describe(int partition) {
        return "proof of %d:%d in tree %d%s"
                .formatted(
                        era,
                        offset,
                        partition,
                        size.map(least -> " size=" + least).orElse(""));
    }
}
