// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.deadline;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param heartbeat between pings; a device silent for twice as long is gone
 * @param helloTimeout from the handshake to {@code hello}
 * @param resumedTimeout from {@code hello} to delivery's answer
 * @param closeTimeout from our close frame to the device's; then the connection is cut
 * @param tokenNotice how long before a token's end a new one is asked for
 * @param sweep how often all connections are looked through: how late a deadline may be met
 */
@ConfigurationProperties("posthorn.gateway")
public record DeadlineSettings(
        @DefaultValue("25s") Duration heartbeat,
        @DefaultValue("10s") Duration helloTimeout,
        @DefaultValue("15s") Duration resumedTimeout,
        @DefaultValue("5s") Duration closeTimeout,
        @DefaultValue("60s") Duration tokenNotice,
        @DefaultValue("500ms") Duration sweep) {

    public DeadlineSettings {
        requirePositive("heartbeat", heartbeat);
        requirePositive("hello-timeout", helloTimeout);
        requirePositive("resumed-timeout", resumedTimeout);
        requirePositive("close-timeout", closeTimeout);
        requirePositive("sweep", sweep);
        if (tokenNotice.isNegative()) {
            throw new IllegalArgumentException(
                    "posthorn.gateway.token-notice is " + tokenNotice + ", allowed: 0 or more");
        }
    }

    private static void requirePositive(String name, Duration value) {
        if (value.toMillis() < 1) {
            throw new IllegalArgumentException("posthorn.gateway." + name + " is " + value + ", allowed: 1 ms or more");
        }
    }
}
