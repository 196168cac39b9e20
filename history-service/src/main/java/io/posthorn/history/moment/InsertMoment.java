// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.moment;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.posthorn.contracts.v1.Position;
import io.posthorn.history.schema.Schema;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** A record of some five minutes. Written again with a later one nothing changes. */
final class InsertMoment {

    private final CqlSession session;
    private final PreparedStatement statement;

    InsertMoment(CqlSession session, Schema schema) {
        this.session = session;
        this.statement = session.prepare("INSERT INTO " + schema.moments()
                + " (partition, month, at, era, offset, appended_at) VALUES (?, ?, ?, ?, ?, ?) USING TIMESTAMP ?");
    }

    CompletionStage<AsyncResultSet> execute(int partition, Position position) {
        Moment moment = Moment.of(position);
        return session.executeAsync(statement
                .bind(
                        partition,
                        moment.month(),
                        moment.at(),
                        position.getEra(),
                        position.getOffset(),
                        Instant.ofEpochMilli(position.getAppendedAt()),
                        Moment.precedence(position))
                .setIdempotent(true));
    }
}
