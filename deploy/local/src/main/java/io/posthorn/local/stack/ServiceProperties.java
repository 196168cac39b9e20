// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.stack;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What each service is told about the others.
 *
 * @param integrityKey signs history's checkpoints; empty: none are signed
 */
record ServiceProperties(
        String kafka,
        String cassandraHost,
        int cassandraPort,
        String issuerUri,
        String jwkSetUri,
        Optional<Path> integrityKey) {

    private static final String JWT = "spring.security.oauth2.resourceserver.jwt.";

    /** @param folder the instance's own */
    Map<String, String> of(Service service, String instance, Path folder) {
        Map<String, String> properties = common();
        switch (service) {
            case GATEWAY -> properties.put("posthorn.gateway.id", instance);
            case DELIVERY -> {
                properties.put("posthorn.delivery.instance", instance);
                properties.put(
                        "posthorn.delivery.state-directory",
                        folder.resolve("state").toString());
            }
            case HISTORY -> {
                properties.put("spring.cassandra.contact-points", cassandraHost);
                properties.put("spring.cassandra.port", String.valueOf(cassandraPort));
                properties.put("spring.cassandra.local-datacenter", "datacenter1");
                properties.put("posthorn.history.keyspace", "posthorn");
                integrityKey.ifPresent(key -> properties.put("posthorn.history.integrity.key-file", key.toString()));
            }
        }
        return properties;
    }

    private Map<String, String> common() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("spring.kafka.bootstrap-servers", kafka);
        properties.put(JWT + "issuer-uri", issuerUri);
        properties.put(JWT + "jwk-set-uri", jwkSetUri);
        properties.put(JWT + "audiences", "posthorn");
        properties.put("posthorn.topics.prefix", LocalTopics.TOPICS.prefix());
        properties.put("posthorn.topics.era", String.valueOf(LocalTopics.TOPICS.era()));
        properties.put("posthorn.topics.partitions", String.valueOf(LocalTopics.TOPICS.partitions()));
        properties.put("posthorn.topics.replication", String.valueOf(LocalTopics.TOPICS.replication()));
        return properties;
    }
}
