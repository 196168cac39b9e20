// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How holds and erasures become known and are carried on.
 *
 * @param refresh how often each instance reads what is new in the log of custody
 * @param knowledge how old what it knows may be before nothing more counts as written; a hold gathers what is there once every
 *     instance must know it, so it is active after this at the earliest
 * @param claim how long what a dead instance was at waits for another one
 */
@ConfigurationProperties("posthorn.history.custody")
record CustodySettings(
        @DefaultValue("2s") Duration refresh,
        @DefaultValue("10s") Duration knowledge,
        @DefaultValue("15s") Duration claim) {

    CustodySettings {
        require(refresh.toMillis() >= 10, "refresh", refresh, "10 ms or more");
        require(
                knowledge.compareTo(refresh.multipliedBy(2)) >= 0,
                "knowledge",
                knowledge,
                "twice refresh (" + refresh + ") or more");
        require(claim.toSeconds() >= 2, "claim", claim, "2 s or more");
    }

    private static void require(boolean holds, String property, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "posthorn.history.custody.%s is %s, allowed: %s".formatted(property, value, rule));
        }
    }
}
