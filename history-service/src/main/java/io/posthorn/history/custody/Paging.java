// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import io.posthorn.history.asking.Asked;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;

/**
 * What of a list is asked for.
 *
 * @param next the token of the page before; absent for the first
 */
public record Paging(boolean ascending, int limit, Optional<String> next) {

    public static Paging of(HttpServletRequest request) {
        Asked asked = new Asked(request);
        return new Paging(asked.order(true, false).orElse(true), asked.limit(), asked.given("next"));
    }

    /** A number as {@code next}. @throws io.posthorn.history.problem.ProblemException it is none */
    public long number(long first) {
        if (next.isEmpty()) {
            return first;
        }
        String text = next.get();
        if (!text.matches("n[0-9]{1,12}")) {
            throw Asked.bad("next is not one that this list has given");
        }
        return Long.parseLong(text.substring(1));
    }

    public static String next(long number) {
        return "n" + number;
    }

    /** How many of what was found are shown: one more than asked for tells that there is a next page. */
    public long shown(List<?> found) {
        return Math.min(found.size(), limit);
    }

    /** For the audit log. */
    public String describe() {
        return "order=%s limit=%d%s"
                .formatted(
                        ascending ? "asc" : "desc",
                        limit,
                        next.map(text -> " next=" + text).orElse(""));
    }
}
