// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.audit;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.posthorn.history.schema.Schema;

/** One read into the audit log. */
final class InsertAuditRead {

    private final CqlSession session;
    private final PreparedStatement statement;

    InsertAuditRead(CqlSession session, Schema schema) {
        this.session = session;
        this.statement = session.prepare("INSERT INTO " + schema.auditReads()
                + " (day, shard, at, id, reader, session, user, purpose, query, rows, address)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    }

    /** Returns when it is written. */
    void execute(AuditRead read) {
        session.execute(statement
                .bind(
                        read.day(),
                        read.shard(),
                        read.at(),
                        read.id(),
                        read.reader(),
                        read.session(),
                        read.user(),
                        read.purpose(),
                        read.query(),
                        read.rows(),
                        read.address())
                .setIdempotent(true));
    }
}
