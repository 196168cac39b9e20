// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Position;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The durable messages that the inbox took, by owner and offset: what every device must be sent. */
final class AcceptedMessages {

    static final String EVERYONE = "";

    private final Map<String, TreeMap<Long, Accepted>> byOwner = new HashMap<>();
    private final Function<String, Position> firstSeen;

    /** @param firstSeen broadcasts at or below it are not the user's */
    AcceptedMessages(Function<String, Position> firstSeen) {
        this.firstSeen = firstSeen;
    }

    /**
     * @param user empty: everyone
     * @param expiresAt milliseconds since the epoch
     */
    record Accepted(String user, Position position, String id, long expiresAt, boolean critical, String collapseKey) {

        static Accepted of(String user, Position position, Notification notification) {
            long life = notification.hasTtl() ? notification.getTtl().getSeconds() * 1_000 : Long.MAX_VALUE / 2;
            return new Accepted(
                    user,
                    position,
                    notification.getId(),
                    position.getAppendedAt() + life,
                    notification.getClassName().equals("critical"),
                    notification.getCollapseKey());
        }

        boolean isExpired(long now) {
            return !critical && expiresAt <= now;
        }

        boolean isBroadcast() {
            return user.equals(EVERYONE);
        }

        @Override
        public String toString() {
            return id + "@" + Positions.describe(position);
        }
    }

    void add(Accepted message) {
        of(message.user).put(message.position.getOffset(), message);
    }

    /** Of one chain: a user's own, or everyone's. */
    TreeMap<Long, Accepted> of(String owner) {
        return byOwner.computeIfAbsent(owner, name -> new TreeMap<>());
    }

    boolean isReplaced(Accepted message) {
        return !message.critical
                && !message.collapseKey.isEmpty()
                && of(message.user).tailMap(message.position.getOffset(), false).values().stream()
                        .anyMatch(newer -> newer.collapseKey.equals(message.collapseKey));
    }

    /** Both exclusive. */
    List<Accepted> between(String user, Position after, Position before) {
        return stream(user, after)
                .filter(each -> Positions.isAfter(before, each.position))
                .toList();
    }

    /** {@code after} is exclusive. */
    List<Accepted> range(String user, Position after, Position upTo) {
        return stream(user, after)
                .filter(each -> !Positions.isAfter(each.position, upTo))
                .toList();
    }

    /** With broadcasts that came before the user was first seen. */
    List<Accepted> ever(String user, Position after, Position upTo) {
        return Stream.concat(after(user, after), after(EVERYONE, after))
                .filter(each -> !Positions.isAfter(each.position, upTo))
                .toList();
    }

    private Stream<Accepted> stream(String user, Position after) {
        Position broadcastsAfter = Positions.max(after, firstSeen.apply(user));
        return Stream.concat(after(user, after), after(EVERYONE, broadcastsAfter))
                .sorted(Comparator.comparing(Accepted::position, Positions.ORDER));
    }

    private Stream<Accepted> after(String owner, Position after) {
        return of(owner).values().stream().filter(each -> Positions.isAfter(each.position, after));
    }
}
