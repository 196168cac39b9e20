// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery;

import io.posthorn.delivery.device.DevicePolicy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of one instance.
 *
 * @param instance stable id of this instance: a restart under the same id takes its tasks back at once
 * @param stateDirectory where the state stores live; kept across restarts
 * @param advertised where other instances reach this one
 * @param threads of the router
 * @param standbys copies of the router's state on other instances
 * @param commitInterval how long facts wait for their commit; no reader on the live path waits for it
 * @param hintLinger how long hints wait for company: more throughput, more latency
 * @param sweepInterval how often what may have been lost is looked for
 * @param repeatsWindow for how long a repeat is recognised
 * @param leaseTimeout age at which a gateway's lease is void, on the clock of the leases' topic
 * @param pendingPerUser how many messages wait for one user; more are history's to serve
 * @param pendingBytesPerUser the same in bytes
 * @param pendingBroadcasts how many broadcasts wait on one partition; more are history's to serve
 * @param pendingBroadcastBytes the same in bytes
 * @param devicesPerUser how many devices of a user are known; a further one takes the place of the one longest unseen
 * @param devicesPerUserPolicy how many of them may be connected at a time
 * @param deviceForgottenAfter absence after which a device is not known any more
 */
@ConfigurationProperties("posthorn.delivery")
public record DeliveryProperties(
        @DefaultValue("delivery-1") String instance,
        @DefaultValue("data/delivery") Path stateDirectory,
        @DefaultValue("http://localhost:8081") URI advertised,
        @DefaultValue("1") int threads,
        @DefaultValue("0") int standbys,
        @DefaultValue("500ms") Duration commitInterval,
        @DefaultValue("0ms") Duration hintLinger,
        @DefaultValue("5s") Duration sweepInterval,
        @DefaultValue("24h") Duration repeatsWindow,
        @DefaultValue("10s") Duration leaseTimeout,
        @DefaultValue("10000") long pendingPerUser,
        @DefaultValue("8MB") DataSize pendingBytesPerUser,
        @DefaultValue("10000") long pendingBroadcasts,
        @DefaultValue("64MB") DataSize pendingBroadcastBytes,
        @DefaultValue("16") int devicesPerUser,
        @DefaultValue("many") DevicePolicy devicesPerUserPolicy,
        @DefaultValue("45d") Duration deviceForgottenAfter) {

    public DeliveryProperties {
        require(instance.matches("[A-Za-z0-9._-]{1,64}"), "instance", instance, "1 to 64 of A-Z a-z 0-9 . _ -");
        require(threads >= 1, "threads", threads, "at least 1");
        require(standbys >= 0, "standbys", standbys, "at least 0");
        between("commit-interval", commitInterval, Duration.ofMillis(10), Duration.ofSeconds(3));
        between("hint-linger", hintLinger, Duration.ZERO, Duration.ofMillis(100));
        between("sweep-interval", sweepInterval, Duration.ofMillis(100), Duration.ofMinutes(1));
        between("repeats-window", repeatsWindow, Duration.ofMinutes(2), Duration.ofDays(30));
        between("lease-timeout", leaseTimeout, Duration.ofSeconds(3), Duration.ofMinutes(5));
        require(pendingPerUser >= 1, "pending-per-user", pendingPerUser, "at least 1");
        require(
                pendingBytesPerUser.toKilobytes() >= 64,
                "pending-bytes-per-user",
                pendingBytesPerUser,
                "at least 64KB");
        require(pendingBroadcasts >= 1, "pending-broadcasts", pendingBroadcasts, "at least 1");
        require(
                pendingBroadcastBytes.toKilobytes() >= 64,
                "pending-broadcast-bytes",
                pendingBroadcastBytes,
                "at least 64KB");
        require(devicesPerUser >= 1 && devicesPerUser <= 1_000, "devices-per-user", devicesPerUser, "1 to 1000");
        between("device-forgotten-after", deviceForgottenAfter, Duration.ofMinutes(1), Duration.ofDays(3_650));
    }

    private static void between(String name, Duration value, Duration least, Duration most) {
        require(value.compareTo(least) >= 0 && value.compareTo(most) <= 0, name, value, least + " to " + most);
    }

    private static void require(boolean holds, String name, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("posthorn.delivery.%s is %s, allowed: %s".formatted(name, value, rule));
        }
    }
}
