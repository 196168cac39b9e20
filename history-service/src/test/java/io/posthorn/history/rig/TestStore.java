// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.rig;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.testkit.servers.CassandraSpace;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** The tables, as an operator sees them with cqlsh. */
public final class TestStore implements AutoCloseable {

    /** Tables are dropped and created, on a machine that does other things too. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String keyspace;
    private final CqlSession session;

    public TestStore(CassandraSpace space) {
        this.keyspace = space.keyspace();
        this.session = CqlSession.builder()
                .addContactPoint(new InetSocketAddress(space.host(), space.port()))
                .withLocalDatacenter(space.localDatacenter())
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, PATIENCE)
                        .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, PATIENCE)
                        .withBoolean(DefaultDriverOption.METADATA_SCHEMA_ENABLED, false)
                        .build())
                .build();
    }

    /** @param cql with {@code %s} for the keyspace */
    public List<Row> rows(String cql, Object... values) {
        return session.execute(cql.formatted(keyspace), values).all();
    }

    /** Offsets of a user's rows in one month and slice of a tier. */
    public List<Long> offsets(String table, String user, int month, int slice) {
        return rows(
                        "SELECT offset FROM %s." + table + " WHERE user = ? AND month = ? AND slice = ?",
                        user,
                        month,
                        slice)
                .stream()
                .map(row -> row.getLong("offset"))
                .toList();
    }

    public CqlSession session() {
        return session;
    }

    @Override
    public void close() {
        session.close();
    }
}
