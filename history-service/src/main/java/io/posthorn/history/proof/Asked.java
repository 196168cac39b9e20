// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.proof;

import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.topic.UserPartitioner;
import io.posthorn.contracts.wire.Limits;
import io.posthorn.history.problem.ProblemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The message whose leaf is asked for.
 *
 * @param user empty: not said
 * @param era 0: a record that cannot be read, by its offset in {@code posthorn.messages}
 * @param size of the tree, at least; absent: of the newest checkpoint
 */
record Asked(String user, int era, long offset, Optional<Long> size) {

    /** @throws ProblemException a parameter is not allowed */
    static Asked of(
            @Nullable String user,
            @Nullable String cursor,
            @Nullable String era,
            @Nullable String offset,
            @Nullable String size) {
        String whose = user == null ? "" : user;
        if (user != null && !Limits.isId(user)) {
            throw Parameters.bad("user must be a user's id");
        }
        if ((cursor == null) == (era == null && offset == null)) {
            throw Parameters.bad("say either cursor, or era and offset");
        }
        Optional<Long> least = Parameters.number("size", size);
        if (cursor == null) {
            long number = Parameters.needed("era", era);
            if (number > 0xFFFF) {
                throw Parameters.bad("era must be at most 65535");
            }
            return new Asked(whose, (int) number, Parameters.needed("offset", offset), least);
        }
        Cursor read =
                Cursor.decode(cursor).orElseThrow(() -> Parameters.bad("cursor is not one that Posthorn has given"));
        if (user != null && read.userHash() != UserHash.of(user)) {
            throw Parameters.bad("cursor is not of this user");
        }
        return new Asked(whose, read.position().getEra(), read.position().getOffset(), least);
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
