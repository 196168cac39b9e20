// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.proxy;

import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * A produce request as a rule sees it.
 *
 * @param clientId of the producer
 * @param transactional whether it is part of a transaction
 */
public record Produce(String clientId, boolean transactional, Set<TopicPartition> partitions) {

    public Produce {
        partitions = Set.copyOf(partitions);
    }

    public Set<String> topics() {
        return partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet());
    }

    public boolean touches(Predicate<String> topic) {
        return topics().stream().anyMatch(topic);
    }
}
