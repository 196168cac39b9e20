// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.janitor;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param keep what is younger stays, consumed or not
 * @param interval between two looks; each instance looks
 */
@ConfigurationProperties("posthorn.delivery.janitor")
public record JanitorProperties(
        @DefaultValue("7d") Duration keep,
        @DefaultValue("10m") Duration interval) {

    public JanitorProperties {
        require(keep.toMillis() >= 1_000, "keep", keep, "1 s or more");
        require(
                interval.toMillis() >= 100 && interval.compareTo(Duration.ofDays(1)) <= 0,
                "interval",
                interval,
                "100 ms to 1 day");
    }

    private static void require(boolean holds, String name, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "posthorn.delivery.janitor.%s is %s, allowed: %s".formatted(name, value, rule));
        }
    }
}
