// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.group;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The newest stays, out of the changes of one membership, in whichever direction they come; of any number of changes it keeps
 * these only. Who joins again without having left stays; who leaves without having joined was not there on record.
 */
final class Stays {

    private final int most;
    private final boolean newestFirst;
    private final Deque<Stay> stays = new ArrayDeque<>();
    private @Nullable Instant joined;
    private @Nullable Instant left;

    /** @param newestFirst how the changes come */
    Stays(int most, boolean newestFirst) {
        this.most = most;
        this.newestFirst = newestFirst;
    }

    void add(boolean member, Instant at) {
        if (newestFirst) {
            older(member, at);
        } else {
            newer(member, at);
        }
    }

    private void older(boolean member, Instant at) {
        if (member) {
            joined = at;
        } else {
            end();
            left = at;
        }
    }

    private void newer(boolean member, Instant at) {
        if (!member) {
            left = at;
            end();
            left = null;
        } else if (joined == null) {
            joined = at;
        }
    }

    private void end() {
        Instant began = joined;
        joined = null;
        if (began == null) {
            return;
        }
        Stay stay = new Stay(began, Optional.ofNullable(left));
        if (!newestFirst) {
            stays.addFirst(stay);
        } else if (stays.size() < most) {
            stays.addLast(stay);
        }
        if (stays.size() > most) {
            stays.removeLast();
        }
    }

    /** Newest first. To be asked when all changes were added. */
    List<Stay> newestFirst() {
        end();
        return List.copyOf(stays);
    }
}
