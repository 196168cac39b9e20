// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServicePropertiesTest {

    private static final ServiceProperties TOLD = new ServiceProperties(
            "localhost:9092",
            "127.0.0.1",
            9042,
            "http://localhost:8083",
            "http://localhost:8083/jwks",
            Optional.of(Path.of("/w/integrity-key.pem")));

    @Test
    void tellEachServiceWhoItIs() {
        assertThat(TOLD.of(Service.GATEWAY, "gateway-1", Path.of("/w/gateway-1")))
                .containsEntry("posthorn.gateway.id", "gateway-1")
                .doesNotContainKey("spring.cassandra.port");
        assertThat(TOLD.of(Service.DELIVERY, "delivery-1", Path.of("/w/delivery-1")))
                .containsEntry("posthorn.delivery.instance", "delivery-1")
                .containsEntry("posthorn.delivery.state-directory", "/w/delivery-1/state");
        assertThat(TOLD.of(Service.HISTORY, "history-1", Path.of("/w/history-1")))
                .containsEntry("spring.cassandra.contact-points", "127.0.0.1")
                .containsEntry("spring.cassandra.port", "9042")
                .containsEntry("spring.cassandra.local-datacenter", "datacenter1")
                .containsEntry("posthorn.history.keyspace", "posthorn")
                .containsEntry("posthorn.history.integrity.key-file", "/w/integrity-key.pem");
    }

    @Test
    void tellAllServicesTheSameOfKafkaAndTokens() {
        for (Service service : Service.values()) {
            assertThat(TOLD.of(service, "x", Path.of("/w/x")))
                    .containsEntry("spring.kafka.bootstrap-servers", "localhost:9092")
                    .containsEntry("spring.security.oauth2.resourceserver.jwt.issuer-uri", "http://localhost:8083")
                    .containsEntry(
                            "spring.security.oauth2.resourceserver.jwt.jwk-set-uri", "http://localhost:8083/jwks")
                    .containsEntry("spring.security.oauth2.resourceserver.jwt.audiences", "posthorn")
                    .containsEntry("posthorn.topics.prefix", "posthorn")
                    .containsEntry("posthorn.topics.partitions", "4")
                    .containsEntry("posthorn.topics.replication", "1");
        }
    }
}
