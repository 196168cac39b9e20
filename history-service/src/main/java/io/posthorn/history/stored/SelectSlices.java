// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.stored;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.tier.Bucket;
import io.posthorn.history.tier.Owner;
import io.posthorn.history.tier.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Which partitions hold anything of an owner in some months. */
final class SelectSlices {

    private final CqlSession session;
    private final PreparedStatement statement;

    SelectSlices(CqlSession session, Schema schema) {
        this.session = session;
        this.statement = session.prepare("SELECT month, slice, tier FROM " + schema.slices()
                + " WHERE user = :user AND month >= :first AND month <= :last");
    }

    List<Partition> execute(Owner owner, int firstMonth, int lastMonth) {
        List<Partition> partitions = new ArrayList<>();
        for (Row row : session.execute(
                statement.bind(owner.key(), firstMonth, lastMonth).setIdempotent(true))) {
            Bucket bucket = new Bucket(row.getInt("month"), row.getInt("slice"));
            Tier.named(Objects.requireNonNullElse(row.getString("tier"), ""))
                    .ifPresent(tier -> partitions.add(new Partition(tier, bucket)));
        }
        return partitions;
    }
}
