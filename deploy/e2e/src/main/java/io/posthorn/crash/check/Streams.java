// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.check;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import io.posthorn.crash.evidence.Applied;
import io.posthorn.crash.evidence.Everyone;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The durable messages of each user in their order: what each device has to get. One thread. */
public final class Streams {

    private static final NavigableMap<Position, Applied> NOTHING = new TreeMap<>();

    private final Map<String, NavigableMap<Position, Applied>> byOwner = new HashMap<>();
    private final Map<String, NavigableMap<Position, Applied>> merged = new HashMap<>();
    private final int partitions;

    /** @param partitions of the topics whose key is a user */
    public Streams(Collection<Applied> messages, int partitions) {
        this.partitions = partitions;
        messages.forEach(message -> byOwner.computeIfAbsent(message.user(), owner -> new TreeMap<>(Positions.ORDER))
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
        return merged.computeIfAbsent(user, this::merge);
    }

    /** The user's own and everyone's. */
    private NavigableMap<Position, Applied> merge(String user) {
        NavigableMap<Position, Applied> all = new TreeMap<>(Positions.ORDER);
        all.putAll(byOwner.getOrDefault(user, NOTHING));
        all.putAll(byOwner.getOrDefault(Everyone.with(user, partitions), NOTHING));
        return all;
    }
}
