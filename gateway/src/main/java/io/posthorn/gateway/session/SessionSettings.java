// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The same for all gateways of one deployment.
 *
 * @param idle a session ends after so long without a sign of life
 * @param longest it ends after so long in any case
 * @param activity how often a sign of life is written, at most: other gateways know of it so late
 * @param sweep how often all sessions and connections are looked through: how late they end
 * @param perUser live sessions of one user
 */
@ConfigurationProperties("posthorn.gateway.session")
record SessionSettings(
        @DefaultValue("30m") Duration idle,
        @DefaultValue("12h") Duration longest,
        @DefaultValue("1m") Duration activity,
        @DefaultValue("500ms") Duration sweep,
        @DefaultValue("16") int perUser) {

    private static final int REMEMBERED = 8;

    SessionSettings {
        require(sweep.toMillis() >= 10 && sweep.toMillis() <= 500, "sweep", sweep, "10 ms to 500 ms");
        require(activity.toMillis() >= 100, "activity", activity, "100 ms or more");
        require(
                idle.compareTo(activity.multipliedBy(2)) >= 0,
                "idle",
                idle,
                "twice activity (" + activity + ") or more");
        require(longest.compareTo(idle) >= 0, "longest", longest, "idle (" + idle + ") or more");
        require(longest.toDays() <= 30, "longest", longest, "30 days at most");
        require(perUser >= 1, "per-user", perUser, "1 or more");
    }

    private static void require(boolean holds, String name, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "posthorn.gateway.session." + name + " is " + value + ", allowed: " + rule);
        }
    }

    /** Sessions of one user that are in memory, those that have ended included: to begin and end them is no way around. */
    int rememberedPerUser() {
        return perUser * REMEMBERED;
    }
}
