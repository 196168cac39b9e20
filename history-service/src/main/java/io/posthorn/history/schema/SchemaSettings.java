// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.schema;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the tables are and how often each row is kept.
 *
 * @param replicationFactor of {@code SimpleStrategy}; used when no datacenter is named
 * @param replication datacenter → replicas, for {@code NetworkTopologyStrategy}
 */
@ConfigurationProperties("posthorn.history")
public record SchemaSettings(
        @DefaultValue("posthorn") String keyspace,
        @DefaultValue("1") int replicationFactor,
        @DefaultValue Map<String, Integer> replication) {

    public SchemaSettings {
        require(keyspace.matches("[a-z][a-z0-9_]{0,47}"), "keyspace", keyspace, "a to z, 0 to 9 and _, at most 48");
        require(replicationFactor >= 1, "replication-factor", replicationFactor, "1 or more");
        replication.forEach((datacenter, replicas) -> {
            require(datacenter.matches("[A-Za-z0-9._-]+"), "replication", datacenter, "names of datacenters");
            require(replicas >= 1, "replication." + datacenter, replicas, "1 or more");
        });
    }

    private static void require(boolean holds, String property, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "posthorn.history.%s is %s, allowed: %s".formatted(property, value, rule));
        }
    }

    /** As CQL writes it. */
    String replicationMap() {
        if (replication.isEmpty()) {
            return "{'class': 'SimpleStrategy', 'replication_factor': " + replicationFactor + "}";
        }
        return new TreeMap<>(replication)
                .entrySet().stream()
                        .map(each -> "'" + each.getKey() + "': " + each.getValue())
                        .collect(Collectors.joining(", ", "{'class': 'NetworkTopologyStrategy', ", "}"));
    }
}
