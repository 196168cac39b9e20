// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.check;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import io.posthorn.crash.evidence.Applied;
import io.posthorn.crash.evidence.Frame;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A skip is explained when it counts exactly what lies in its range, and each of these has such a reason to be skipped. */
record SkipCheck(Streams streams, String user) {

    private static final String EXPIRED = "expired";
    private static final String COLLAPSED = "collapsed";

    /** Clocks of one machine; a message expires between two looks at it. */
    private static final long TOLERANCE_MILLIS = 1_000;

    /** @return what is not explained */
    Optional<String> problem(Frame.Skipped skip, Position after, Position upTo) {
        List<Applied> passed = streams.between(user, after, upTo);
        Map<String, Long> possible = new HashMap<>();
        for (Applied message : passed) {
            boolean expired = isExpired(message, skip.at());
            boolean collapsed = isCollapsed(message);
            if (!expired && !collapsed) {
                return Optional.of(
                        describe(message) + " had no reason to be skipped at " + skip.at() + ": " + skip.reasons());
            }
            if (expired) {
                possible.merge(EXPIRED, 1L, Long::sum);
            }
            if (collapsed) {
                possible.merge(COLLAPSED, 1L, Long::sum);
            }
        }
        boolean counted = skip.total() == passed.size()
                && skip.reasons().entrySet().stream()
                        .allMatch(reason -> reason.getValue() <= possible.getOrDefault(reason.getKey(), 0L));
        return counted
                ? Optional.empty()
                : Optional.of("counts %s from %s to %s, where %s lie"
                        .formatted(
                                skip.reasons(),
                                Positions.describe(after),
                                Positions.describe(upTo),
                                passed.stream().map(SkipCheck::describe).toList()));
    }

    private static boolean isExpired(Applied message, long at) {
        return message.terms().ttlMillis() > 0
                && message.position().getAppendedAt() + message.terms().ttlMillis() <= at + TOLERANCE_MILLIS;
    }

    private boolean isCollapsed(Applied message) {
        String key = message.terms().collapseKey();
        return !key.isEmpty()
                && streams.after(user, message.position()).stream()
                        .anyMatch(later -> later.terms().collapseKey().equals(key));
    }

    private static String describe(Applied message) {
        return message.identity() + " at " + Positions.describe(message.position());
    }
}
