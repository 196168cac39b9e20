// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.ledger;

import io.posthorn.contracts.v1.Message;
import io.posthorn.history.outcome.Facts;
import java.util.Optional;

/**
 * What is shown of a notification.
 *
 * @param original empty: no store has it any more
 * @param isCounted how many users it was accepted for may be shown
 * @param counts of a broadcast, instead of users
 * @param isCut more is said of it as a whole than can be shown
 */
record NotificationView(
        Named name,
        String className,
        Facts facts,
        Optional<Message> original,
        boolean isCounted,
        RecipientsPage recipients,
        Optional<BroadcastCounts> counts,
        boolean isCut) {

    long rows() {
        return counts.isPresent() ? 1 : recipients.users().size();
    }
}
