// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.outcome;

import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.history.kept.UserRows;
import java.util.List;

/**
 * Of how many users something is on record, and how many records to them that explains: each became a message or was a duplicate.
 * So what was accepted several times, for the same users or for others, is known to be complete or not.
 */
public record Others(long users, long records) {

    public static final Others NONE = new Others(0, 0);

    public static Others of(List<UserRows> users) {
        return new Others(
                users.size(), users.stream().mapToLong(Others::records).sum());
    }

    private static long records(UserRows user) {
        long duplicates = user.rows().stream()
                .filter(each -> each.state() == ReceiptState.RECEIPT_STATE_DUPLICATE)
                .count();
        return duplicates
                + Standing.of(user.rows()).stream()
                        .filter(Standing::isMoreThanRepeats)
                        .count();
    }

    /** Whether they are all for whom it was accepted. */
    boolean areAllOf(Facts facts) {
        return users >= facts.mostRecipients() && records >= facts.records();
    }
}
