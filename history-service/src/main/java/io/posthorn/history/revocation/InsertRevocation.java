// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.revocation;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.posthorn.history.schema.Schema;
import java.util.concurrent.CompletionStage;

/** A revocation, for those who ask for the user. */
final class InsertRevocation {

    private final CqlSession session;
    private final PreparedStatement statement;

    InsertRevocation(CqlSession session, Schema schema) {
        this.session = session;
        this.statement = session.prepare("INSERT INTO " + schema.table("revocations")
                + " (user, month, at, partition, offset, session, until, needed_until, reason, revoked_by)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ? AND TTL ?");
    }

    CompletionStage<AsyncResultSet> execute(RevocationFact fact, int secondsLeft) {
        return session.executeAsync(statement
                .bind(
                        fact.whose(),
                        fact.month(),
                        fact.place().at(),
                        fact.place().partition(),
                        fact.place().offset(),
                        fact.session(),
                        fact.until(),
                        fact.neededUntil(),
                        fact.reason(),
                        fact.by(),
                        fact.place().writtenAt(),
                        secondsLeft)
                .setIdempotent(true));
    }
}
