// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.reading;

import io.posthorn.contracts.v1.Position;
import io.posthorn.history.asking.Asked;
import io.posthorn.history.stored.Order;
import io.posthorn.history.stored.Span;
import java.util.Optional;

/**
 * What of a user's messages is asked for.
 *
 * @param limit messages at most
 * @param after the token of the page before; absent for the first page
 */
record Listing(String user, Order order, int limit, Optional<PageToken> after, Filter filter) {

    /** @throws io.posthorn.history.problem.ProblemException a parameter is not allowed */
    static Listing of(String user, Asked asked) {
        Filter filter = Filter.of(asked);
        Optional<PageToken> after = asked.next(text -> PageToken.decode(user, text));
        Order order = asked.order(after.map(PageToken::order).orElse(Order.NEWEST_FIRST));
        if (after.isPresent() && after.get().order() != order) {
            throw Asked.bad("next continues a listing in the other order");
        }
        if (after.isPresent() && after.get().filter() != filter.fingerprint()) {
            throw Asked.bad("next continues a listing with other filters: repeat those of the first page");
        }
        return new Listing(user, order, asked.limit(), after, filter);
    }

    Span span() {
        return after.map(token -> order == Order.OLDEST_FIRST ? Span.after(token.last()) : Span.before(token.last()))
                .orElseGet(Span::all);
    }

    /** For a page that has looked at everything up to here. */
    PageToken reached(Position last) {
        return new PageToken(order, filter.fingerprint(), last);
    }

    /** For the audit log. */
    String describe() {
        return "order=%s limit=%d%s%s"
                .formatted(
                        Asked.text(order),
                        limit,
                        filter.describe(),
                        after.map(token -> " next=" + token.encode(user)).orElse(""));
    }
}
