// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.publisher;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the claim of a token: an object with {@code sources}, {@code classes}, {@code targets} and {@code rate}. A member that
 * is absent is what the configuration grants; one that cannot be read grants nothing at all.
 */
final class GrantClaim {

    private GrantClaim() {}

    /** @param member empty: the claim itself */
    static final class UnreadableException extends Exception {

        private final String member;

        UnreadableException(String member, String rule) {
            super(rule);
            this.member = member;
        }

        String member() {
            return member;
        }
    }

    /** @param claim null: the token has none */
    static Grant read(@Nullable Object claim, Grant granted) throws UnreadableException {
        if (claim == null) {
            return granted;
        }
        if (!(claim instanceof Map<?, ?> members)) {
            throw new UnreadableException("", "it is no object");
        }
        return new Grant(
                names(members, "sources", granted.sources()),
                names(members, "classes", granted.classes()),
                names(members, "targets", granted.targets()),
                rate(members, granted.rate()));
    }

    private static Names names(Map<?, ?> members, String member, Names granted) throws UnreadableException {
        Object value = members.get(member);
        if (value == null) {
            return granted;
        }
        if (!(value instanceof List<?> list)) {
            throw new UnreadableException(member, "it is no array of strings");
        }
        List<String> names = new ArrayList<>();
        for (Object each : list) {
            if (!(each instanceof String name)) {
                throw new UnreadableException(member, "it is no array of strings");
            }
            names.add(name);
        }
        try {
            return new Names(names);
        } catch (IllegalArgumentException e) {
            throw new UnreadableException(member, String.valueOf(e.getMessage()));
        }
    }

    private static double rate(Map<?, ?> members, double granted) throws UnreadableException {
        Object value = members.get("rate");
        if (value == null) {
            return granted;
        }
        double rate = value instanceof Number number ? number.doubleValue() : Double.NaN;
        if (!(rate >= Grant.LOWEST_RATE && rate <= Grant.HIGHEST_RATE)) {
            throw new UnreadableException(
                    "rate", "it is no number from " + Grant.LOWEST_RATE + " to " + Grant.HIGHEST_RATE);
        }
        return rate;
    }
}
