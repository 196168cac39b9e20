// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.check;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import io.posthorn.crash.evidence.Applied;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The durable messages of each user in their order: what each device has to get. */
public final class Streams {

    private static final NavigableMap<Position, Applied> NOTHING = new TreeMap<>();

    private final Map<String, NavigableMap<Position, Applied>> byUser = new HashMap<>();

    public Streams(Collection<Applied> messages) {
        messages.forEach(message -> byUser.computeIfAbsent(message.user(), user -> new TreeMap<>(Positions.ORDER))
                .put(message.position(), message));
    }

    /** @param upTo inclusive */
    public List<Applied> between(String user, Position after, Position upTo) {
        if (Positions.compare(after, upTo) >= 0) {
            return List.of();
        }
        return List.copyOf(of(user).subMap(after, false, upTo, true).values());
    }

    public List<Applied> after(String user, Position position) {
        return List.copyOf(of(user).tailMap(position, false).values());
    }

    /** Empty when nothing was ever sent to the user. */
    public Optional<Position> end(String user) {
        return of(user).isEmpty() ? Optional.empty() : Optional.of(of(user).lastKey());
    }

    Optional<Applied> at(String user, Position position) {
        return Optional.ofNullable(of(user).get(position));
    }

    private NavigableMap<Position, Applied> of(String user) {
        return byUser.getOrDefault(user, NOTHING);
    }
}
