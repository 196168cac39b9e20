// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.tier;

import io.posthorn.contracts.notification.Times;
import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What time has taken, as of now.
 *
 * @param former retentions that classes had before: what was written then lives as long as was said then
 */
public record Lifetimes(DeliveryClasses classes, List<Former> former, Instant now) {

    /** @param until when a class got another retention */
    public record Former(Duration retention, Instant until) {

        /** Instances that are still to be replaced go on writing as before. */
        private static final Duration LATE = Duration.ofDays(1);

        private boolean covers(Instant appended) {
            return appended.isBefore(until.plus(LATE));
        }
    }

    /** Clocks of Cassandra's nodes differ: a row may be gone a little early. */
    private static final Duration EARLY = Duration.ofMinutes(1);

    public Lifetimes(DeliveryClasses classes, Instant now) {
        this(classes, List.of(), now);
    }

    /** Whether a message that was appended then and is not there can have outlived its retention. */
    public boolean explain(Position missing) {
        Instant appended = appended(missing);
        return Stream.concat(
                        classes.shortestRetention().stream(),
                        former.stream().filter(each -> each.covers(appended)).map(Former::retention))
                .anyMatch(life -> !appended.plus(life.minus(early(life))).isAfter(now));
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
