// SPDX-License-Identifier: Apache-2.0
package io.posthorn.testkit.servers;

import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Parts of the servers that belong to no class but to an extension: for what several classes share, as it is too dear to be
 * started for each. They go when the servers go.
 */
public final class SharedSpaces {

    private SharedSpaces() {}

    /** @param name begins the names that nobody else has */
    public static KafkaSpace kafka(ExtensionContext context, String name) {
        return new KafkaExtension().space(SharedServers.of(context), SpaceName.of(name));
    }

    /** @param name begins the names that nobody else has */
    public static CassandraSpace cassandra(ExtensionContext context, String name) {
        return new CassandraExtension().space(SharedServers.of(context), SpaceName.of(name));
    }

    public static CassandraFiles cassandraFiles(ExtensionContext context) {
        return SharedServers.of(context).cassandra().dataFiles();
    }
}
