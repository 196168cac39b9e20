// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e.rig;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.posthorn.local.server.CassandraServer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What history has in Cassandra, for somebody who has its password. */
public final class Tables implements AutoCloseable {

    private static final String KEYSPACE = "posthorn";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> OF_MESSAGE = List.of("user", "month", "slice", "era", "offset");

    private final CqlSession session;

    /** A message in a table, by its key. */
    public record Stored(String table, Map<String, Object> key, String id) {

        public String user() {
            return (String) key.get("user");
        }

        /** As findings name it. */
        public String position() {
            return key.get("era") + ":" + key.get("offset");
        }

        private String where() {
            return key.keySet().stream().map(each -> each + " = ?").collect(Collectors.joining(" AND "));
        }
    }

    public Tables(Posthorn posthorn) {
        CassandraServer cassandra = posthorn.cassandra();
        session = CqlSession.builder()
                .addContactPoint(new InetSocketAddress(cassandra.host(), cassandra.port()))
                .withLocalDatacenter(CassandraServer.LOCAL_DATACENTER)
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, PATIENCE)
                        .withBoolean(DefaultDriverOption.METADATA_SCHEMA_ENABLED, false)
                        .build())
                .build();
    }

    /** Of a user, in the order of the log. @param table {@code messages_…} */
    public List<Stored> messages(String table, TestUser user) {
        return stored(table, OF_MESSAGE)
                .filter(each -> each.user().equals(user.name()))
                .toList();
    }

    /** What a hold keeps, that of one user after the other. */
    public List<Stored> held(String hold) {
        List<String> key = Stream.concat(Stream.of("hold"), OF_MESSAGE.stream()).toList();
        return stored("held_messages", key)
                .filter(each -> hold.equals(each.key().get("hold")))
                .toList();
    }

    private Stream<Stored> stored(String table, List<String> key) {
        String all = "SELECT %s, id FROM %s.%s".formatted(String.join(", ", key), KEYSPACE, table);
        return session.execute(SimpleStatement.newInstance(all)).all().stream()
                .map(row -> new Stored(table, values(row, key), row.getString("id")))
                .sorted(Comparator.comparing(Stored::user)
                        .thenComparing(each -> (Long) each.key().get("offset")));
    }

    private static Map<String, Object> values(Row row, List<String> names) {
        Map<String, Object> values = new LinkedHashMap<>();
        names.forEach(each -> values.put(each, row.getObject(each)));
        return values;
    }

    public void change(Stored message, String column, Object value) {
        Object[] values =
                Stream.concat(Stream.of(value), message.key().values().stream()).toArray();
        execute(
                "UPDATE %s.%s SET %s = ? WHERE %s".formatted(KEYSPACE, message.table(), column, message.where()),
                values);
    }

    public void delete(Stored message) {
        execute(
                "DELETE FROM %s.%s WHERE %s".formatted(KEYSPACE, message.table(), message.where()),
                message.key().values().toArray());
    }

    private void execute(String cql, Object... values) {
        session.execute(SimpleStatement.newInstance(cql, values));
    }

    @Override
    public void close() {
        session.close();
    }
}
