// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.handshake;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param allowedOrigins of browsers' pages, as in the Origin header: scheme, host and port if not the default
 * @param recordAddress whether {@code connected} says where the device connected from
 */
@ConfigurationProperties("posthorn.gateway")
record HandshakeSettings(
        @DefaultValue List<String> allowedOrigins,
        @DefaultValue("false") boolean recordAddress) {

    HandshakeSettings {
        for (String origin : allowedOrigins) {
            if (!origin.matches("https?://[^/*\\s]+")) {
                throw new IllegalArgumentException("posthorn.gateway.allowed-origins has " + origin
                        + ", allowed: scheme and host, as in https://app.example.org");
            }
        }
    }
}
