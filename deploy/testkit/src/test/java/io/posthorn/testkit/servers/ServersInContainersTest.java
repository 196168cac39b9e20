// SPDX-License-Identifier: Apache-2.0
package io.posthorn.testkit.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.local.server.KafkaServer;
import org.junit.jupiter.api.Test;

/** Containers themselves cannot be tested where no engine answers. */
class ServersInContainersTest {

    @Test
    void tellTheBrokerWhatEveryBrokerIsTold() {
        assertThat(ServersInContainers.environment(KafkaServer.settingsOfEveryBroker()))
                .containsEntry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .containsEntry("KAFKA_MIN_INSYNC_REPLICAS", "1")
                .doesNotContainKey("KAFKA_LISTENERS");
    }
}
