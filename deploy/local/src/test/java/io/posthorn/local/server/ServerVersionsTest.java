// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;

/** The servers' poms have no parent, so they name versions themselves. */
class ServerVersionsTest {

    @Test
    void theBrokerIsOfTheClientsVersion() {
        assertThat(KafkaServer.version()).isEqualTo(AppInfoParser.getVersion());
    }

    @Test
    void cassandraIsOfTheVersionInTheParentPom() {
        assertThat(CassandraServer.version()).isEqualTo(System.getProperty("cassandra.version"));
    }
}
