// SPDX-License-Identifier: Apache-2.0
package io.posthorn.testkit.servers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

@RealKafka
class AnotherClassIT {

    private final KafkaSpace kafka;

    AnotherClassIT(KafkaSpace kafka) {
        this.kafka = kafka;
    }

    @Test
    void hasItsOwnPartOfTheServer(KafkaSpace again) {
        assertThat(again).isEqualTo(kafka);
        assertThat(kafka.topicPrefix()).startsWith("t_anotherclassit_");
    }
}
