// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.janitor;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.v1.Position;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Who must have consumed a record before it may go.
 *
 * @param groups consumer groups, by the topic that they read; all of them must have consumed it
 * @param persisted what history has written, by partition: an inbox record may go only when its message is in the store
 */
public record Readers(Map<Topic, List<String>> groups, Supplier<Map<Integer, Position>> persisted) {

    static final List<Topic> TRIMMED = List.of(Topic.NOTIFICATIONS, Topic.INBOX, Topic.MESSAGES);

    public Readers {
        if (!groups.keySet().containsAll(TRIMMED)) {
            throw new IllegalArgumentException("a reader is needed of each of " + TRIMMED + ", given are " + groups);
        }
    }

    /** @param clients how Kafka is reached */
    public static Readers of(Map<String, Object> clients, String persistedTopic, Map<Topic, List<String>> groups) {
        return new Readers(groups, new PersistedPositions(clients, persistedTopic)::read);
    }
}
