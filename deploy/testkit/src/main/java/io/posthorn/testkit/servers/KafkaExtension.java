// SPDX-License-Identifier: Apache-2.0
package io.posthorn.testkit.servers;

final class KafkaExtension extends SpaceExtension<KafkaSpace> {

    KafkaExtension() {
        super(KafkaSpace.class);
    }

    @Override
    KafkaSpace space(SharedServers servers, String name) {
        RunningServer kafka = servers.kafka();
        return new KafkaSpace(kafka.host() + ":" + kafka.port(), name);
    }
}
