// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.ledger;

import io.posthorn.history.kept.UserRows;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Users of a notification.
 *
 * @param next empty: there are no more
 */
record RecipientsPage(List<UserRows> users, Optional<RecipientsToken> next) {

    /** Rows; a page ends early above it, so that no request reads all of a large group for a few that may be seen. */
    static final int MOST_LOOKED_AT = 20_000;

    /** @param mayBeSeen of the id of a user */
    static RecipientsPage of(RecipientsQuery query, Iterator<UserRows> found, Predicate<String> mayBeSeen) {
        List<UserRows> users = new ArrayList<>();
        String last = "";
        int lookedAt = 0;
        while (found.hasNext() && users.size() < query.limit() && lookedAt < MOST_LOOKED_AT) {
            UserRows each = found.next();
            lookedAt += each.rows().size();
            last = each.user();
            if (mayBeSeen.test(each.user())) {
                users.add(each);
            }
        }
        return new RecipientsPage(
                List.copyOf(users),
                found.hasNext() ? Optional.of(new RecipientsToken(query.order(), last)) : Optional.empty());
    }
}
