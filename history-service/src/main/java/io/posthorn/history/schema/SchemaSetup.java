// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.schema;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates what is missing and leaves alone what is there, so a deployment whose role may not create tables can bring its own.
 */
public final class SchemaSetup {

    private static final Logger log = LoggerFactory.getLogger(SchemaSetup.class);
    /** Longer than any other statement: all nodes have to agree. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Schema schema;

    public SchemaSetup(Schema schema) {
        this.schema = schema;
    }

    /**
     * May be run again, also by several instances at once. The driver's picture of the tables is left as it is meanwhile: it would
     * be drawn anew, a second late, for each table.
     */
    public void ensure(CqlSession session) {
        await(session.refreshSchemaAsync());
        await(session.setSchemaMetadataEnabled(false));
        try {
            ensureTables(session);
        } finally {
            await(session.setSchemaMetadataEnabled(null));
        }
    }

    private static void await(CompletionStage<?> refreshed) {
        refreshed
                .toCompletableFuture()
                .orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private void ensureTables(CqlSession session) {
        if (session.getMetadata().getKeyspace(schema.keyspace()).isEmpty()) {
            create(session, "keyspace " + schema.keyspace(), schema.createKeyspace());
        }
        schema.createTables().forEach((table, statement) -> {
            if (!exists(session, table)) {
                create(session, "table " + schema.keyspace() + "." + table, statement);
            } else if (schema.slices().endsWith("." + table)) {
                ensurePlaces(session, table);
            }
        });
        schema.messageTables().forEach(table -> ensureColumns(session, table));
    }

    private void ensureColumns(CqlSession session, String table) {
        schema.laterColumns().forEach((column, type) -> {
            boolean missing = session.getMetadata()
                    .getKeyspace(schema.keyspace())
                    .flatMap(keyspace -> keyspace.getTable(CqlIdentifier.fromInternal(table)))
                    .filter(found -> found.getColumn(column).isEmpty())
                    .isPresent();
            if (missing) {
                String name = schema.keyspace() + "." + table;
                create(
                        session,
                        "column " + column + " of " + name,
                        "ALTER TABLE %s ADD IF NOT EXISTS %s %s".formatted(name, column, type));
            }
        });
    }

    private boolean exists(CqlSession session, String table) {
        return session.getMetadata()
                .getKeyspace(schema.keyspace())
                .flatMap(keyspace -> Optional.ofNullable(keyspace.getTables().get(CqlIdentifier.fromInternal(table))))
                .isPresent();
    }

    private static void create(CqlSession session, String what, String statement) {
        session.execute(SimpleStatement.newInstance(statement).setTimeout(TIMEOUT));
        log.info("Created {}", what);
    }

    /** Which tables of before did not have; without one nothing is missing, readers only look into more partitions. */
    private void ensurePlaces(CqlSession session, String slices) {
        boolean missing = session.getMetadata()
                .getKeyspace(schema.keyspace())
                .flatMap(keyspace -> keyspace.getTable(slices))
                .filter(table -> table.getColumn("place").isEmpty())
                .isPresent();
        if (missing) {
            create(
                    session,
                    "column place of " + schema.slices(),
                    "ALTER TABLE " + schema.slices() + " ADD IF NOT EXISTS place frozen<tuple<int, bigint>>");
        }
    }
}
