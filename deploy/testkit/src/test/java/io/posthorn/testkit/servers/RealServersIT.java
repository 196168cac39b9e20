// SPDX-License-Identifier: Apache-2.0
package io.posthorn.testkit.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@RealKafka
@RealCassandra
class RealServersIT {

    static KafkaSpace kafka;
    static CassandraSpace cassandra;

    @Test
    void takeTopics() throws Exception {
        String topic = kafka.topicPrefix() + ".letters";
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();

            assertThat(admin.listTopics().names().get()).contains(topic);
        }
    }

    @Test
    void takeKeyspaces() {
        try (CqlSession session = CqlSession.builder()
                .addContactPoint(new InetSocketAddress(cassandra.host(), cassandra.port()))
                .withLocalDatacenter(cassandra.localDatacenter())
                .build()) {
            session.execute("CREATE KEYSPACE " + cassandra.keyspace()
                    + " WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");

            assertThat(session.getMetadata().getKeyspace(cassandra.keyspace())).isPresent();
        }
    }

    @Nested
    class OfANestedClass {

        @Test
        void areThoseOfTheOuter(KafkaSpace ours) {
            assertThat(ours).isEqualTo(kafka);
        }
    }
}
