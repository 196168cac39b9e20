// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.posthorn.history.schema.Schema;

/** Appends a step if no other has its number: a lightweight transaction, far from the way of messages. */
final class InsertStep {

    private final CqlSession session;
    private final PreparedStatement statement;

    InsertStep(CqlSession session, Schema schema) {
        this.session = session;
        this.statement = session.prepare("INSERT INTO %s (part, %s) VALUES (:part, :%s) IF NOT EXISTS"
                .formatted(
                        schema.custody(), String.join(", ", StepColumns.NAMES), String.join(", :", StepColumns.NAMES)));
    }

    /** @return false: somebody else has taken the number. After an exception it may or may not be there. */
    boolean execute(Step step) {
        BoundStatementBuilder bound = statement
                .boundStatementBuilder()
                .setInt("part", AcrossParts.part(step.number()))
                .setSerialConsistencyLevel(ConsistencyLevel.SERIAL)
                .setIdempotence(false);
        StepColumns.bind(step, bound);
        return session.execute(bound.build()).wasApplied();
    }
}
