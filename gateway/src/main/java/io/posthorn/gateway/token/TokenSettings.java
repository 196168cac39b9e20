// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.token;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param issuerAway how long the issuer's keys count while it does not answer
 * @param longestLife from a token's issue to its end; one that lives longer is refused, as its revocation could be forgotten
 *     before it ends
 */
@ConfigurationProperties("posthorn.gateway.session.token")
public record TokenSettings(
        @DefaultValue("30d") Duration longestLife,
        @DefaultValue("1h") Duration issuerAway) {

    /** What {@code posthorn.revocations} keeps. */
    private static final Duration KEPT = Duration.ofDays(30);

    public TokenSettings {
        if (longestLife.toMillis() < 1_000 || longestLife.compareTo(KEPT) > 0) {
            throw new IllegalArgumentException(
                    "posthorn.gateway.session.token.longest-life is " + longestLife + ", allowed: 1 s to 30 days");
        }
        if (issuerAway.isNegative() || issuerAway.toDays() > 1) {
            throw new IllegalArgumentException(
                    "posthorn.gateway.session.token.issuer-away is " + issuerAway + ", allowed: 0 to 1 day");
        }
    }
}
