// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import jakarta.servlet.http.HttpServletRequest;

/**
 * What of a list is asked for.
 *
 * @param next the token of the page before; empty for the first
 */
public record Paging(boolean ascending, int limit, String next) {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;

    public static Paging of(HttpServletRequest request) {
        String order = request.getParameter("order");
        String next = request.getParameter("next");
        if (order != null && !order.equals("asc") && !order.equals("desc")) {
            throw Requests.bad("order must be asc or desc");
        }
        return new Paging(!"desc".equals(order), limit(request.getParameter("limit")), next == null ? "" : next);
    }

    private static int limit(@org.jspecify.annotations.Nullable String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MAX_LIMIT) {
            throw Requests.bad("limit must be 1 to " + MAX_LIMIT);
        }
        return Integer.parseInt(text);
    }

    /** A number as {@code next}. @throws io.posthorn.history.problem.ProblemException it is none */
    public long number(long first) {
        if (next.isEmpty()) {
            return first;
        }
        if (!next.matches("n[0-9]{1,18}")) {
            throw Requests.bad("next is not one that this list has given");
        }
        return Long.parseLong(next.substring(1));
    }

    public static String next(long number) {
        return "n" + number;
    }

    /** For the audit log. */
    public String describe() {
        return "order=%s limit=%d%s"
                .formatted(ascending ? "asc" : "desc", limit, next.isEmpty() ? "" : " next=" + next);
    }
}
