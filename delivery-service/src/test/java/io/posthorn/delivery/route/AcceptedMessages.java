// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The durable messages that the inbox took, by user and offset: what every device must be sent. */
final class AcceptedMessages {

    /** @param expiresAt milliseconds since the epoch */
    record Accepted(String user, Position position, String id, long expiresAt, boolean critical) {

        boolean isExpired(long now) {
            return !critical && expiresAt <= now;
        }

        @Override
        public String toString() {
            return id + "@" + Positions.describe(position);
        }
    }

    private final Map<String, TreeMap<Long, Accepted>> byUser = new HashMap<>();

    void add(Accepted message) {
        of(message.user).put(message.position.getOffset(), message);
    }

    TreeMap<Long, Accepted> of(String user) {
        return byUser.computeIfAbsent(user, name -> new TreeMap<>());
    }

    /** Both exclusive. */
    List<Accepted> between(String user, Position after, Position before) {
        return of(user).values().stream()
                .filter(each -> Positions.isAfter(each.position, after) && Positions.isAfter(before, each.position))
                .toList();
    }

    /** {@code after} is exclusive. */
    List<Accepted> range(String user, Position after, Position upTo) {
        return of(user).values().stream()
                .filter(each -> Positions.isAfter(each.position, after) && !Positions.isAfter(each.position, upTo))
                .toList();
    }
}
