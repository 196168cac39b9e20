// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.stored;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.servererrors.ReadFailureException;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.tier.Owner;
import io.posthorn.history.tier.Tier;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The messages of an owner in one partition, from one place to another, both included, in either direction. */
final class SelectMessages {

    /**
     * Cassandra gives up a read that passes over 100,000 dead cells. Rows that have outlived their tier are dead and stay for a
     * day or longer, a dozen cells each.
     */
    private static final int TOO_MANY_TOMBSTONES = 1;

    private record Text(Tier tier, Order order) {}

    private final CqlSession session;
    private final Schema schema;
    private final Detail detail;
    private final Map<Text, PreparedStatement> statements = new ConcurrentHashMap<>();

    SelectMessages(CqlSession session, Schema schema, Detail detail) {
        this.session = session;
        this.schema = schema;
        this.detail = detail;
    }

    /** Fetches while it is read; {@code DriverException}s come out of the iterator too. */
    Iterator<StoredMessage> execute(Owner owner, Partition partition, Span span, Order order) {
        return new Rows(owner, partition, order, new Parts(span.first(), span.last(), order));
    }

    private Iterator<Row> select(Owner owner, Partition partition, Order order, Parts.Part part) {
        BoundStatement bound = statement(partition.tier(), order)
                .bind(
                        owner.key(),
                        partition.bucket().month(),
                        partition.bucket().slice(),
                        part.first().era(),
                        part.first().offset(),
                        part.last().era(),
                        part.last().offset())
                .setPageSize(detail.fetchSize())
                .setIdempotent(true);
        return session.execute(bound).iterator();
    }

    private PreparedStatement statement(Tier tier, Order order) {
        return statements.computeIfAbsent(new Text(tier, order), this::prepare);
    }

    private PreparedStatement prepare(Text text) {
        String direction = text.order == Order.OLDEST_FIRST ? "ASC" : "DESC";
        return session.prepare(("SELECT %s FROM %s WHERE user = ? AND month = ? AND slice = ?"
                        + " AND (era, offset) >= (?, ?) AND (era, offset) <= (?, ?)"
                        + " ORDER BY era %s, offset %s")
                .formatted(String.join(", ", detail.columns()), schema.messages(text.tier), direction, direction));
    }

    /** Part by part, in smaller parts where dead rows lie close. */
    private final class Rows implements Iterator<StoredMessage> {

        private final Owner owner;
        private final Partition partition;
        private final Order order;
        private final Parts parts;
        private Iterator<Row> open = Collections.emptyIterator();
        private Parts.@Nullable Part part;
        private @Nullable Place reached;

        Rows(Owner owner, Partition partition, Order order, Parts parts) {
            this.owner = owner;
            this.partition = partition;
            this.order = order;
            this.parts = parts;
        }

        @Override
        public boolean hasNext() {
            while (!isAtRow()) {
                Optional<Parts.Part> next = parts.next();
                if (next.isEmpty()) {
                    return false;
                }
                ask(next.get());
            }
            return true;
        }

        private boolean isAtRow() {
            try {
                return open.hasNext();
            } catch (ReadFailureException e) {
                halve(e);
                return false;
            }
        }

        private void ask(Parts.Part next) {
            part = next;
            reached = null;
            try {
                open = select(owner, partition, order, next);
            } catch (ReadFailureException e) {
                halve(e);
            }
        }

        private void halve(ReadFailureException failure) {
            Parts.Part asked = part;
            if (asked == null || !isForDeadRows(failure) || !parts.halve(asked, reached)) {
                throw failure;
            }
            open = Collections.emptyIterator();
        }

        @Override
        public StoredMessage next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            var message = detail.read(owner.user(), open.next());
            reached = Place.at(message.getPosition());
            return new StoredMessage(message, partition.bucket());
        }
    }

    private static boolean isForDeadRows(ReadFailureException failure) {
        return failure.getReasonMap().containsValue(TOO_MANY_TOMBSTONES);
    }
}
