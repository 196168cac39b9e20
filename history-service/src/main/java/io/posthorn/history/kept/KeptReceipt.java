// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.kept;

import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ReceiptState;
import java.time.Instant;
import java.util.Comparator;

/**
 * One row.
 *
 * @param user empty: the notification as a whole, or a broadcast on a partition
 * @param position of the message, era 0 when it has none
 * @param device empty: the user as a whole
 * @param reason why it was rejected or skipped; else empty
 * @param className empty when the receipt names none
 * @param gateway and {@code connection}: empty when it did not come over one
 * @param at by the clock of who wrote the receipt
 * @param recipients with ACCEPTED users, with ROUTED of a broadcast connections
 */
public record KeptReceipt(
        String user,
        Position position,
        String device,
        ReceiptState state,
        String reason,
        String className,
        String gateway,
        String connection,
        Instant at,
        int recipients) {

    /** In order of time; what was at the same time in the order of states. */
    public static final Comparator<KeptReceipt> BY_TIME = Comparator.comparing(KeptReceipt::at)
            .thenComparing(KeptReceipt::state)
            .thenComparing(KeptReceipt::device)
            .thenComparing(KeptReceipt::reason);
}
