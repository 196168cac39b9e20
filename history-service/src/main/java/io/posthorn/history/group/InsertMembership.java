// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.group;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.posthorn.history.schema.Schema;
import java.util.concurrent.CompletionStage;

/** A change of a membership, for those who ask for the group. */
final class InsertMembership {

    private final CqlSession session;
    private final PreparedStatement statement;

    InsertMembership(CqlSession session, Schema schema) {
        this.session = session;
        this.statement = session.prepare("INSERT INTO " + schema.table("group_members")
                + " (group_id, shard, user, at, partition, offset, member) VALUES (?, ?, ?, ?, ?, ?, ?)"
                + " USING TIMESTAMP ?");
    }

    CompletionStage<AsyncResultSet> execute(MembershipFact fact) {
        return session.executeAsync(statement
                .bind(
                        fact.group(),
                        fact.shard(),
                        fact.user(),
                        fact.place().at(),
                        fact.place().partition(),
                        fact.place().offset(),
                        fact.member(),
                        fact.place().writtenAt())
                .setIdempotent(true));
    }
}
