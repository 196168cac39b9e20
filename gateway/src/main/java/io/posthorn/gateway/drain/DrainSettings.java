// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.drain;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param notice from not being ready to taking no more connections: as long as a load balancer needs to see it
 * @param rate that devices who come back do not pass, per second; sockets are closed as fast, or faster to end in time
 * @param timeout in which all sockets have been closed, notice not included
 * @param spread over which the times of devices that are closed together are mixed
 */
@ConfigurationProperties("posthorn.gateway.drain")
record DrainSettings(
        @DefaultValue("0s") Duration notice,
        @DefaultValue("500") int rate,
        @DefaultValue("15s") Duration timeout,
        @DefaultValue("2s") Duration spread) {

    DrainSettings {
        require(!notice.isNegative(), "notice", notice, "0 or more");
        require(rate >= 1 && rate <= 1_000_000, "rate", rate, "1 to 1000000");
        require(timeout.toMillis() >= 1, "timeout", timeout, "1 ms or more");
        require(!spread.isNegative() && spread.toMinutes() <= 10, "spread", spread, "0 to 10 min");
    }

    private static void require(boolean holds, String name, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "posthorn.gateway.drain." + name + " is " + value + ", allowed: " + rule);
        }
    }
}
