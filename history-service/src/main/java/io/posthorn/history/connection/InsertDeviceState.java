// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.tier.Bucket;
import java.util.concurrent.CompletionStage;

/**
 * What a device said of itself, over what it said of that kind in the same minute. Every column is written, so that a row is
 * never half of one and half of another.
 */
final class InsertDeviceState {

    private final CqlSession session;
    private final PreparedStatement statement;

    InsertDeviceState(CqlSession session, Schema schema) {
        this.session = session;
        this.statement = session.prepare("INSERT INTO " + schema.table("device_states")
                + " (user, device, kind, month, minute, at, offset, connection, gateway, incarnation, address,"
                + " attributes, attributes_left_out, removed, cleared)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ? AND TTL ?");
    }

    CompletionStage<AsyncResultSet> execute(ConnectionFact fact, int secondsLeft) {
        DeviceState state = DeviceState.of(fact);
        return session.executeAsync(statement
                .bind(
                        fact.user(),
                        fact.device(),
                        state.kind().text(),
                        Bucket.month(state.at()),
                        fact.minute(),
                        state.at(),
                        state.offset(),
                        state.wire().connection(),
                        state.wire().gateway(),
                        state.wire().incarnation(),
                        state.wire().address(),
                        state.attributes().kept(),
                        state.attributes().leftOut(),
                        state.removed(),
                        state.cleared(),
                        fact.place().writtenAt(),
                        secondsLeft)
                .setIdempotent(true));
    }
}
