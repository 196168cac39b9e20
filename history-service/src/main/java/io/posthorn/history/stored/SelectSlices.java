// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.stored;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.store.Columns;
import io.posthorn.history.tier.Bucket;
import io.posthorn.history.tier.Owner;
import io.posthorn.history.tier.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which partitions hold anything of an owner in some months. */
final class SelectSlices {

    private final CqlSession session;
    private final PreparedStatement statement;

    SelectSlices(CqlSession session, Schema schema) {
        this.session = session;
        this.statement = session.prepare("SELECT month, slice, tier, place FROM " + schema.slices()
                + " WHERE user = :user AND month >= :first AND month <= :last");
    }

    /** Those in which something of the span may be. */
    List<Partition> execute(Owner owner, Span span) {
        return Indexed.within(select(owner, span.firstMonth(), span.lastMonth()), span.first(), span.last());
    }

    List<Partition> execute(Owner owner, int firstMonth, int lastMonth) {
        return select(owner, firstMonth, lastMonth).stream()
                .map(Indexed::partition)
                .toList();
    }

    private List<Indexed> select(Owner owner, int firstMonth, int lastMonth) {
        List<Indexed> partitions = new ArrayList<>();
        for (Row row : session.execute(
                statement.bind(owner.key(), firstMonth, lastMonth).setIdempotent(true))) {
            Bucket bucket = new Bucket(row.getInt("month"), row.getInt("slice"));
            Tier.named(Columns.text(row, "tier"))
                    .ifPresent(tier -> partitions.add(new Indexed(new Partition(tier, bucket), place(row))));
        }
        return partitions;
    }

    private static Optional<Place> place(Row row) {
        return Optional.ofNullable(row.getTupleValue("place"))
                .map(place -> new Place(place.getInt(0), place.getLong(1)));
    }
}
