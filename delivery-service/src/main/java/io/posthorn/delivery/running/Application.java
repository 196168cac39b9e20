// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.running;

import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;

/** One Kafka Streams application, ready to be started. */
public record Application(String name, Topology topology, Properties config) {

    String group() {
        return config.getProperty(StreamsConfig.APPLICATION_ID_CONFIG);
    }

    /** Of this instance; those of its threads end with their numbers. */
    String groupInstance() {
        return config.getProperty(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG));
    }

    /** What its tasks read; not what a global thread reads, which always begins at the start. */
    Set<String> sources() {
        return topology.describe().subtopologies().stream()
                .flatMap(part -> part.nodes().stream())
                .filter(TopologyDescription.Source.class::isInstance)
                .flatMap(source -> ((TopologyDescription.Source) source).topicSet().stream())
                .collect(Collectors.toSet());
    }
}
