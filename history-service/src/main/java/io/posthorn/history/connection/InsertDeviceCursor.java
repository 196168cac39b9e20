// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.posthorn.contracts.v1.Position;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.tier.Bucket;
import java.util.concurrent.CompletionStage;

/** How far a device is, over its earlier words of the same minute. */
final class InsertDeviceCursor {

    private final CqlSession session;
    private final PreparedStatement statement;

    InsertDeviceCursor(CqlSession session, Schema schema) {
        this.session = session;
        this.statement = session.prepare("INSERT INTO " + schema.table("device_cursors")
                + " (user, device, month, minute, kind, at, offset, era, position, appended_at)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ? AND TTL ?");
    }

    CompletionStage<AsyncResultSet> execute(ConnectionFact fact, Word word, int secondsLeft) {
        Position position = word.position();
        return session.executeAsync(statement
                .bind(
                        fact.user(),
                        fact.device(),
                        Bucket.month(word.at()),
                        fact.minute(),
                        word.kind().text(),
                        word.at(),
                        word.offset(),
                        position.getEra(),
                        position.getOffset(),
                        position.getAppendedAt(),
                        fact.place().writtenAt(),
                        secondsLeft)
                .setIdempotent(true));
    }
}
