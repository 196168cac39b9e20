// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.broker;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param id of this gateway in all topics: stable over restarts and never used by two processes at once, as the names of a
 *     StatefulSet's pods are
 */
@ConfigurationProperties("posthorn.gateway")
public record GatewaySettings(@DefaultValue("gateway-1") String id) {

    public GatewaySettings {
        if (!id.matches("[A-Za-z0-9._-]{1,100}") || id.startsWith("router-")) {
            throw new IllegalArgumentException("posthorn.gateway.id is " + id
                    + ", allowed: 1 to 100 of A-Z a-z 0-9 . _ - not beginning with router-");
        }
    }
}
