// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.tier;

import io.posthorn.contracts.notification.Times;
import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Position;
import java.time.Duration;
import java.time.Instant;

/** What time has taken, as of now. */
public record Lifetimes(DeliveryClasses classes, Instant now) {

    /** Clocks of Cassandra's nodes differ: a row may be gone a little early. */
    private static final Duration EARLY = Duration.ofMinutes(1);

    /** Whether a message that was appended then and is not there can have outlived its retention. */
    public boolean explain(Position missing) {
        return classes.shortestRetention()
                .map(shortest -> shortest.minus(early(shortest)))
                .map(life -> !appended(missing).plus(life).isAfter(now))
                .orElse(false);
    }

    private static Duration early(Duration retention) {
        Duration hundredth = retention.dividedBy(100);
        return hundredth.compareTo(EARLY) < 0 ? hundredth : EARLY;
    }

    /** Whether a message that is still there waits for devices no longer; a critical one always does. */
    public boolean isOver(Message message) {
        Notification notification = message.getNotification();
        Duration ttl = notification.hasTtl() ? Times.toJava(notification.getTtl()) : null;
        return classes.find(notification.getClassName())
                .filter(each -> !each.critical())
                .map(each -> !each.expiry(appended(message.getPosition()), ttl).isAfter(now))
                .orElse(false);
    }

    private static Instant appended(Position position) {
        return Instant.ofEpochMilli(position.getAppendedAt());
    }
}
