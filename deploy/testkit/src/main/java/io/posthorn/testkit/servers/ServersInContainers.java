// SPDX-License-Identifier: Apache-2.0
package io.posthorn.testkit.servers;

import io.posthorn.local.server.CassandraServer;
import io.posthorn.local.server.KafkaServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.testcontainers.cassandra.CassandraContainer;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.kafka.KafkaContainer;

/** The same versions as the local stack has, as containers. */
final class ServersInContainers {

    private static final int KAFKA_PORT = 9092;
    private static final int CASSANDRA_PORT = 9042;

    private ServersInContainers() {}

    static RunningServer kafka() {
        KafkaContainer kafka = new KafkaContainer("apache/kafka:" + KafkaServer.version());
        kafka.withEnv(environment(KafkaServer.settingsOfEveryBroker()));
        return started(kafka, KAFKA_PORT);
    }

    static RunningServer cassandra() {
        return started(new CassandraContainer("cassandra:" + CassandraServer.version()), CASSANDRA_PORT);
    }

    /** How the image takes a broker's settings: {@code min.insync.replicas} as {@code KAFKA_MIN_INSYNC_REPLICAS}. */
    static Map<String, String> environment(Map<String, String> settings) {
        return settings.entrySet().stream()
                .collect(Collectors.toMap(
                        setting -> "KAFKA_"
                                + setting.getKey().toUpperCase(Locale.ROOT).replace('.', '_'),
                        Map.Entry::getValue));
    }

    private static RunningServer started(GenericContainer<?> container, int port) {
        container.start();
        return new RunningServer() {
            @Override
            public String host() {
                return container.getHost();
            }

            @Override
            public int port() {
                return container.getMappedPort(port);
            }

            @Override
            public CassandraFiles dataFiles() {
                return (keyspace, table) -> filesIn(container, keyspace, table);
            }

            @Override
            public void close() {
                container.stop();
            }
        };
    }

    private static Map<String, Long> filesIn(GenericContainer<?> container, String keyspace, String table) {
        try {
            String found = container
                    .execInContainer(
                            "find",
                            "/var/lib/cassandra/data/" + keyspace,
                            "-path",
                            "*/" + table + "-*/*-Data.db",
                            "-printf",
                            "%f %s\\n")
                    .getStdout();
            return found.lines()
                    .map(line -> line.split(" "))
                    .collect(Collectors.toMap(line -> line[0], line -> Long.valueOf(line[1])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while files were listed", e);
        }
    }
}
