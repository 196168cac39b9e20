// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.history.schema.Schema;
import java.time.Duration;

/** Who carries something on, for a while, and how far it has come. */
final class UpdateErrand {

    private final CqlSession session;
    private final PreparedStatement claim;
    private final PreparedStatement renew;
    private final PreparedStatement leave;
    private final PreparedStatement reach;
    private final PreparedStatement progress;

    UpdateErrand(CqlSession session, Schema schema) {
        this.session = session;
        String claims = schema.errandClaims();
        this.claim = session.prepare(
                "INSERT INTO " + claims + " (errand, instance) VALUES (?, ?) IF NOT EXISTS USING TTL ?");
        this.renew =
                session.prepare("UPDATE " + claims + " USING TTL ? SET instance = ? WHERE errand = ? IF instance = ?");
        this.leave = session.prepare("DELETE FROM " + claims + " WHERE errand = ? IF instance = ?");
        this.reach =
                session.prepare("INSERT INTO " + schema.errands() + " (errand, reached, messages) VALUES (?, ?, ?)");
        this.progress = session.prepare("SELECT reached, messages FROM " + schema.errands() + " WHERE errand = ?");
    }

    boolean claim(String errand, String instance, Duration time) {
        return applied(claim.bind(errand, instance, (int) time.toSeconds()));
    }

    boolean renew(String errand, String instance, Duration time) {
        return applied(renew.bind((int) time.toSeconds(), instance, errand, instance));
    }

    void leave(String errand, String instance) {
        applied(leave.bind(errand, instance));
    }

    private boolean applied(BoundStatement statement) {
        return session.execute(statement
                        .setSerialConsistencyLevel(ConsistencyLevel.SERIAL)
                        .setIdempotent(false))
                .wasApplied();
    }

    void reach(String errand, Progress progressed) {
        session.execute(
                reach.bind(errand, progressed.reached(), progressed.messages()).setIdempotent(true));
    }

    Progress progress(String errand) {
        Row row = session.execute(progress.bind(errand).setIdempotent(true)).one();
        String reached = row == null ? null : row.getString("reached");
        return row == null || reached == null ? Progress.NONE : new Progress(reached, row.getLong("messages"));
    }
}
