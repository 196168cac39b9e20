// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.ledger;

import io.posthorn.history.asking.Asked;
import io.posthorn.history.asking.Continuation;
import io.posthorn.history.kept.UserOrder;
import java.util.Optional;

/**
 * Which recipients of a notification are asked for.
 *
 * @param limit users at most
 * @param after the last user of the page before
 */
record RecipientsQuery(Named notification, UserOrder order, int limit, Optional<RecipientsToken> after) {

    /**
     * @param list its pages, for the reach of who asks
     * @throws io.posthorn.history.problem.ProblemException a parameter is not allowed
     */
    static RecipientsQuery of(Named notification, Continuation list, Asked asked) {
        Optional<RecipientsToken> after = asked.next(list, RecipientsToken::read);
        UserOrder order = asked.order(UserOrder.ASCENDING, UserOrder.DESCENDING)
                .or(() -> after.map(RecipientsToken::order))
                .orElse(UserOrder.ASCENDING);
        if (after.isPresent() && after.get().order() != order) {
            throw Asked.bad("next continues pages in the other order");
        }
        return new RecipientsQuery(notification, order, asked.limit(), after);
    }

    boolean isFirst() {
        return after.isEmpty();
    }

    /** For the log of audit reads. */
    String describe() {
        return "notification source=%s id=%s order=%s limit=%d%s"
                .formatted(
                        notification.source(),
                        notification.id(),
                        order == UserOrder.ASCENDING ? "asc" : "desc",
                        limit,
                        after.map(token -> " after=" + token.last()).orElse(""));
    }
}
