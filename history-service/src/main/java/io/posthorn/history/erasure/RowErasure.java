// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.erasure;

import io.posthorn.contracts.v1.Message;
import io.posthorn.history.tier.Tier;
import java.time.Instant;
import java.util.Optional;

/**
 * How a row loses its content, also one that says it has none: it may have been written so from the log, over a row that had
 * some. That hides what is there, and deletes nothing.
 *
 * @param counts as erased by this erasure, now or before
 * @param at what the row says, or is to say, of when it was erased
 * @param secondsLeft 0: without end
 */
record RowErasure(boolean counts, Instant at, int secondsLeft) {

    /** @param begun of the erasure @param now by Cassandra's clock, which ends rows. @return empty: the row's time has passed */
    static Optional<RowErasure> of(Message row, Tier tier, Instant begun, Instant now) {
        Instant at = row.getErasedAt() == 0 ? begun : Instant.ofEpochMilli(row.getErasedAt());
        return tier.secondsLeft(row.getPosition().getAppendedAt(), now).stream()
                .mapToObj(left -> new RowErasure(at.equals(begun), at, left))
                .findFirst();
    }
}
