// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.hold;

import io.posthorn.history.custody.Progress;
import io.posthorn.history.tier.Owner;
import java.util.Optional;

/**
 * How far gathering has come.
 *
 * @param last owner whose messages are copied in this round
 * @param messages copied in this round
 */
record Mark(int round, Optional<Owner> last, long messages) {

    static final int ROUNDS = 2;

    static Mark of(Progress progress) {
        String[] parts = progress.reached().split("/", 2);
        if (parts.length != 2 || !parts[0].matches("[1-9]")) {
            return new Mark(1, Optional.empty(), 0);
        }
        return new Mark(
                Integer.parseInt(parts[0]),
                parts[1].isEmpty() ? Optional.empty() : Optional.of(new Owner(parts[1])),
                progress.messages());
    }

    Progress toProgress() {
        return new Progress(round + "/" + last.map(Owner::key).orElse(""), messages);
    }

    Mark passed(Owner owner, long copied) {
        return new Mark(round, Optional.of(owner), messages + copied);
    }

    /** The last round counts: it meets all. */
    Mark nextRound() {
        return new Mark(round + 1, Optional.empty(), round < ROUNDS ? 0 : messages);
    }
}
