// SPDX-License-Identifier: Apache-2.0
package io.posthorn.testkit.servers;

/** A test class's part of the shared Kafka: its topics begin with a prefix that no other class has. */
public record KafkaSpace(String bootstrapServers, String topicPrefix) {}
