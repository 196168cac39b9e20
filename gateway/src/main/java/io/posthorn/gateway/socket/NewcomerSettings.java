// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.socket;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Of TCP connections that are no WebSocket yet.
 *
 * @param connections at once
 * @param perAddress at once; not for trusted proxies
 * @param timeout for a whole request and its answer, from the beginning of the connection or of the answer before
 * @param freeFiles how many of the files that the process may open are kept free of connections, for all else
 */
@ConfigurationProperties("posthorn.gateway.newcomers")
record NewcomerSettings(
        @DefaultValue("4096") int connections,
        @DefaultValue("512") int perAddress,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("500") int freeFiles) {

    NewcomerSettings {
        require(connections >= 1, "connections", connections, "1 or more");
        require(perAddress >= 1, "per-address", perAddress, "1 or more");
        require(timeout.toMillis() >= 1, "timeout", timeout, "1 ms or more");
        require(freeFiles >= 0, "free-files", freeFiles, "0 or more");
    }

    private static void require(boolean holds, String name, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "posthorn.gateway.newcomers." + name + " is " + value + ", allowed: " + rule);
        }
    }
}
