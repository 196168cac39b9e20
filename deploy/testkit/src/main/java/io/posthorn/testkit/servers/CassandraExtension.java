// SPDX-License-Identifier: Apache-2.0
package io.posthorn.testkit.servers;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import io.posthorn.local.server.CassandraServer;
import java.net.InetSocketAddress;
import java.time.Duration;

final class CassandraExtension extends SpaceExtension<CassandraSpace> {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    CassandraExtension() {
        super(CassandraSpace.class);
    }

    @Override
    CassandraSpace space(SharedServers servers, String name) {
        RunningServer cassandra = servers.cassandra();
        return new CassandraSpace(cassandra.host(), cassandra.port(), CassandraServer.LOCAL_DATACENTER, name);
    }

    /** Cassandra keeps some hundred kilobytes of heap for each table, and all classes share its half gigabyte. */
    @Override
    void leave(CassandraSpace space) {
        try (CqlSession session = CqlSession.builder()
                .addContactPoint(new InetSocketAddress(space.host(), space.port()))
                .withLocalDatacenter(space.localDatacenter())
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, PATIENCE)
                        .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, PATIENCE)
                        .withBoolean(DefaultDriverOption.METADATA_SCHEMA_ENABLED, false)
                        .build())
                .build()) {
            session.execute("DROP KEYSPACE IF EXISTS " + space.keyspace());
        }
    }
}
