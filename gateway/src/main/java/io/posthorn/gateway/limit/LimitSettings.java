// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.limit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param connections of this gateway
 * @param connectionsPerUser on this gateway
 * @param connectionsPerAddress on this gateway; many devices may be behind one
 * @param handshakesPerSecond of this gateway; twice as many at once
 * @param handshakesPerSecondPerAddress twice as many at once
 * @param handshakesPerSecondPerUser twice as many at once: a client that comes back without a pause
 * @param framesPerSecond from one device, besides one for each message written to it
 * @param frameBurst how many of them at once
 * @param retryAfter a refused client is told to come back after a time drawn from one second to this
 */
@ConfigurationProperties("posthorn.gateway.limits")
public record LimitSettings(
        @DefaultValue("100000") int connections,
        @DefaultValue("32") int connectionsPerUser,
        @DefaultValue("10000") int connectionsPerAddress,
        @DefaultValue("2000") int handshakesPerSecond,
        @DefaultValue("500") int handshakesPerSecondPerAddress,
        @DefaultValue("20") int handshakesPerSecondPerUser,
        @DefaultValue("50") int framesPerSecond,
        @DefaultValue("500") int frameBurst,
        @DefaultValue("10s") Duration retryAfter) {

    private static final int MOST_PER_SECOND = 1_000_000;
    private static final long MICROS = 1_000_000;

    public LimitSettings {
        requireFrom1("connections", connections, Integer.MAX_VALUE);
        requireFrom1("connections-per-user", connectionsPerUser, Integer.MAX_VALUE);
        requireFrom1("connections-per-address", connectionsPerAddress, Integer.MAX_VALUE);
        requireFrom1("handshakes-per-second", handshakesPerSecond, MOST_PER_SECOND);
        requireFrom1("handshakes-per-second-per-address", handshakesPerSecondPerAddress, MOST_PER_SECOND);
        requireFrom1("handshakes-per-second-per-user", handshakesPerSecondPerUser, MOST_PER_SECOND);
        requireFrom1("frames-per-second", framesPerSecond, MOST_PER_SECOND);
        requireFrom1("frame-burst", frameBurst, MOST_PER_SECOND);
        if (retryAfter.toSeconds() < 1) {
            throw new IllegalArgumentException(
                    "posthorn.gateway.limits.retry-after is " + retryAfter + ", allowed: 1 s or more");
        }
    }

    private static void requireFrom1(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(
                    "posthorn.gateway.limits." + name + " is " + value + ", allowed: 1 to " + most);
        }
    }

    /** In microseconds. */
    public Rate frames() {
        return Rate.of(framesPerSecond, frameBurst, MICROS);
    }
}
