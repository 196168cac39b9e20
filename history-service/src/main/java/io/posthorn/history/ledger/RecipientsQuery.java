// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.ledger;

import io.posthorn.history.asking.Continuation;
import io.posthorn.history.kept.UserOrder;
import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import java.util.Optional;

/**
 * Which recipients of a notification are asked for.
 *
 * @param limit users at most
 * @param after the last user of the page before
 */
record RecipientsQuery(Named notification, UserOrder order, int limit, Optional<RecipientsToken> after) {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;

    /**
     * @param list its pages, for the reach of who asks
     * @throws ProblemException a parameter is not allowed
     */
    static RecipientsQuery of(
            Named notification,
            Continuation list,
            Optional<String> order,
            Optional<String> limit,
            Optional<String> next) {
        Optional<RecipientsToken> after = next.map(text -> RecipientsToken.decode(list, text)
                .orElseThrow(() -> bad("next is not one that this notification's pages have given")));
        UserOrder wanted = order.map(RecipientsQuery::order)
                .or(() -> after.map(RecipientsToken::order))
                .orElse(UserOrder.ASCENDING);
        if (after.isPresent() && after.get().order() != wanted) {
            throw bad("next continues pages in the other order");
        }
        return new RecipientsQuery(
                notification, wanted, limit.map(RecipientsQuery::limit).orElse(DEFAULT_LIMIT), after);
    }

    private static UserOrder order(String text) {
        return switch (text) {
            case "asc" -> UserOrder.ASCENDING;
            case "desc" -> UserOrder.DESCENDING;
            default -> throw bad("order must be asc or desc");
        };
    }

    private static int limit(String text) {
        if (text.matches("[0-9]{1,3}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        }
        throw bad("limit must be a number from 1 to " + MAX_LIMIT);
    }

    private static ProblemException bad(String detail) {
        return new ProblemException(ProblemType.BAD_PARAMETER, detail);
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
