// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.reading;

import io.posthorn.contracts.v1.Position;
import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import io.posthorn.history.stored.Order;
import io.posthorn.history.stored.Span;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of a user's messages is asked for.
 *
 * @param limit messages at most
 * @param after the token of the page before; absent for the first page
 */
record Listing(String user, Order order, int limit, Optional<PageToken> after, Filter filter) {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;

    /** @throws ProblemException a parameter is not allowed */
    static Listing of(
            String user, @Nullable String order, @Nullable String limit, @Nullable String next, Filter filter) {
        Optional<PageToken> after = Optional.ofNullable(next).map(text -> token(user, text));
        Order wanted = order == null ? after.map(PageToken::order).orElse(Order.NEWEST_FIRST) : order(order);
        if (after.isPresent() && after.get().order() != wanted) {
            throw bad("next continues a listing in the other order");
        }
        if (after.isPresent() && after.get().filter() != filter.fingerprint()) {
            throw bad("next continues a listing with other filters: repeat those of the first page");
        }
        return new Listing(user, wanted, limit == null ? DEFAULT_LIMIT : limit(limit), after, filter);
    }

    private static PageToken token(String user, String text) {
        return PageToken.decode(user, text)
                .orElseThrow(() -> bad("next is not one that a listing of this user has given"));
    }

    private static Order order(String text) {
        return switch (text) {
            case "asc" -> Order.OLDEST_FIRST;
            case "desc" -> Order.NEWEST_FIRST;
            default -> throw bad("order must be asc or desc");
        };
    }

    private static int limit(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException notANumber) {
            throw bad("limit must be a number from 1 to " + MAX_LIMIT);
        }
        throw bad("limit must be 1 to " + MAX_LIMIT);
    }

    private static ProblemException bad(String detail) {
        return new ProblemException(ProblemType.BAD_PARAMETER, detail);
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
                        order == Order.OLDEST_FIRST ? "asc" : "desc",
                        limit,
                        filter.describe(),
                        after.map(token -> " next=" + token.encode(user)).orElse(""));
    }
}
