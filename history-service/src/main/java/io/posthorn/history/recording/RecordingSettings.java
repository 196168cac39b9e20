// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.recording;

import io.posthorn.history.tier.Tier;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Facts about people and devices.
 *
 * @param retention of connections, cursors and revocations; what a group's members were has no end
 * @param deviceKnownFor how far back a device's last words are looked for: as long as the router knows it,
 *     {@code posthorn.delivery.device-forgotten-after}
 * @param maxRecords on their way to Cassandra at once, of each topic; above it nothing more is read from Kafka
 * @param knownRows of indices that are remembered as written
 */
@ConfigurationProperties("posthorn.history.people")
public record RecordingSettings(
        @DefaultValue("365d") Duration retention,
        @DefaultValue("45d") Duration deviceKnownFor,
        @DefaultValue("1000") int maxRecords,
        @DefaultValue("100000") int knownRows) {

    private static final Duration LONGEST_KNOWN = Duration.ofDays(400);

    /** A day less than Cassandra takes: rows that stand for a day live a day longer. */
    private static final Duration LONGEST = Duration.ofDays(20 * 365 - 1);

    public RecordingSettings {
        require(
                retention.compareTo(Duration.ofMinutes(1)) >= 0 && retention.compareTo(LONGEST) <= 0,
                "retention",
                retention,
                "1 minute to 20 years");
        require(
                deviceKnownFor.compareTo(Duration.ofHours(1)) >= 0 && deviceKnownFor.compareTo(LONGEST_KNOWN) <= 0,
                "device-known-for",
                deviceKnownFor,
                "1 hour to 400 days");
        require(maxRecords >= 1, "max-records", maxRecords, "1 or more");
        require(knownRows >= 1, "known-rows", knownRows, "1 or more");
    }

    private static void require(boolean holds, String property, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "posthorn.history.people.%s is %s, allowed: %s".formatted(property, value, rule));
        }
    }

    public Tier life() {
        return new Tier(Duration.ofSeconds(retention.toSeconds()));
    }
}
