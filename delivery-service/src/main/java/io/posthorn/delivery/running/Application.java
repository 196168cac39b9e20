// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.running;

import java.util.Properties;
import org.apache.kafka.streams.Topology;

/** One Kafka Streams application, ready to be started. */
public record Application(String name, Topology topology, Properties config) {}
