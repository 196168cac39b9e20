// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.anonymous;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param enabled whether a device without a token or a cookie is let in
 * @param connections of such devices that this gateway holds at most
 * @param longest a connection of one lasts so long at most
 */
@ConfigurationProperties("posthorn.gateway.anonymous")
record AnonymousSettings(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("1000") int connections,
        @DefaultValue("12h") Duration longest) {

    AnonymousSettings {
        if (connections < 1) {
            throw new IllegalArgumentException(
                    "posthorn.gateway.anonymous.connections is " + connections + ", allowed: 1 or more");
        }
        if (longest.toSeconds() < 1 || longest.toDays() > 30) {
            throw new IllegalArgumentException(
                    "posthorn.gateway.anonymous.longest is " + longest + ", allowed: 1 s to 30 days");
        }
    }
}
