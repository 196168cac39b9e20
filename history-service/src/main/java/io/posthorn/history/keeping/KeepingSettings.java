// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.keeping;

import io.posthorn.history.tier.Tier;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How receipts are written.
 *
 * @param retention how long each is kept, from its append; zero: without end. Counts for rows that are written from then on
 * @param maxRows rows on their way to Cassandra at once; above it nothing more is read from Kafka
 * @param maxBytes the same in bytes
 * @param inFlight requests to Cassandra at once
 */
@ConfigurationProperties("posthorn.history.receipts")
record KeepingSettings(
        @DefaultValue("365d") Duration retention,
        @DefaultValue("2000") int maxRows,
        @DefaultValue("16MB") DataSize maxBytes,
        @DefaultValue("64") int inFlight) {

    KeepingSettings {
        require(!retention.isNegative(), "retention", retention, "0 for without end, or 1s to 20 years");
        require(maxRows >= 1, "max-rows", maxRows, "1 or more");
        require(maxBytes.toBytes() >= 1, "max-bytes", maxBytes, "1B or more");
        require(inFlight >= 1, "in-flight", inFlight, "1 or more");
        tier(retention);
    }

    /** That all receipts share. */
    Tier tier() {
        return tier(retention);
    }

    private static Tier tier(Duration retention) {
        try {
            return new Tier(retention.isZero() ? null : retention);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("posthorn.history.receipts." + e.getMessage(), e);
        }
    }

    private static void require(boolean holds, String property, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "posthorn.history.receipts.%s is %s, allowed: %s".formatted(property, value, rule));
        }
    }
}
