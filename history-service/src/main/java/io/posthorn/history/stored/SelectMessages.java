// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.stored;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.tier.Tier;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The messages of a user in one partition, from one place to another, both included, in either direction. */
final class SelectMessages {

    private record Text(Tier tier, Order order) {}

    private final CqlSession session;
    private final Schema schema;
    private final int fetchSize;
    private final Map<Text, PreparedStatement> statements = new ConcurrentHashMap<>();

    /** @param fetchSize rows that are held at once */
    SelectMessages(CqlSession session, Schema schema, int fetchSize) {
        this.session = session;
        this.schema = schema;
        this.fetchSize = fetchSize;
    }

    /** Fetches while it is read; {@code DriverException}s come out of the iterator too. */
    Iterator<StoredMessage> execute(String user, Partition partition, Span span, Order order) {
        BoundStatement bound = statement(partition.tier(), order)
                .bind(
                        user,
                        partition.bucket().month(),
                        partition.bucket().slice(),
                        span.first().era(),
                        span.first().offset(),
                        span.last().era(),
                        span.last().offset())
                .setPageSize(fetchSize)
                .setIdempotent(true);
        Iterator<Row> rows = session.execute(bound).iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public StoredMessage next() {
                return new StoredMessage(MessageColumns.read(user, rows.next()), partition.bucket());
            }
        };
    }

    private PreparedStatement statement(Tier tier, Order order) {
        return statements.computeIfAbsent(new Text(tier, order), this::prepare);
    }

    private PreparedStatement prepare(Text text) {
        String direction = text.order == Order.OLDEST_FIRST ? "ASC" : "DESC";
        return session.prepare(("SELECT %s FROM %s WHERE user = ? AND month = ? AND slice = ?"
                        + " AND (era, offset) >= (?, ?) AND (era, offset) <= (?, ?)"
                        + " ORDER BY era %s, offset %s")
                .formatted(String.join(", ", MessageColumns.NAMES), schema.messages(text.tier), direction, direction));
    }
}
