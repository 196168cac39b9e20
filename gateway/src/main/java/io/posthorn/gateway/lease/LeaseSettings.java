// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.lease;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param renewEvery between renewals
 * @param lostAfter without a renewal all connections are ended; below the 10 s after which delivery gives the lease up
 * @param transactionTimeout of a renewal: as long can a dead process hold up the readers of all leases
 * @param takeoverWait how long a fenced gateway waits for the lease of the process that fenced it
 * @param shutdownTimeout for a graceful stop
 */
@ConfigurationProperties("posthorn.gateway.lease")
record LeaseSettings(
        @DefaultValue("2s") Duration renewEvery,
        @DefaultValue("6s") Duration lostAfter,
        @DefaultValue("3s") Duration transactionTimeout,
        @DefaultValue("10s") Duration takeoverWait,
        @DefaultValue("10s") Duration shutdownTimeout) {

    private static final Duration GIVEN_UP_BY_DELIVERY = Duration.ofSeconds(10);

    LeaseSettings {
        require(renewEvery.toMillis() >= 1, "renew-every", renewEvery, "1 ms or more");
        require(lostAfter.compareTo(renewEvery) > 0, "lost-after", lostAfter, "more than renew-every");
        require(lostAfter.compareTo(GIVEN_UP_BY_DELIVERY) < 0, "lost-after", lostAfter, "less than 10 s");
        require(
                transactionTimeout.toMillis() >= 1_000 && transactionTimeout.toMillis() <= 3_000,
                "transaction-timeout",
                transactionTimeout,
                "1 s to 3 s");
        require(!takeoverWait.isNegative(), "takeover-wait", takeoverWait, "0 or more");
        require(shutdownTimeout.toMillis() >= 1_000, "shutdown-timeout", shutdownTimeout, "1 s or more");
    }

    private static void require(boolean holds, String name, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "posthorn.gateway.lease." + name + " is " + value + ", allowed: " + rule);
        }
    }
}
