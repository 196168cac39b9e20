// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.broker;

import io.posthorn.contracts.topic.Topics;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param topics {@code posthorn.topics.*}: the same for every service of one deployment */
@ConfigurationProperties("posthorn")
record BrokerSettings(Topics topics) {}
