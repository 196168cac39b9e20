// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.sealing;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import io.posthorn.history.schema.Schema;
import java.nio.ByteBuffer;
import java.util.Objects;

/** Writes a key if there is none: a lightweight transaction, once in the life of the tables. */
final class InsertSealKey {

    private final CqlSession session;
    private final PreparedStatement statement;

    InsertSealKey(CqlSession session, Schema schema) {
        this.session = session;
        this.statement =
                session.prepare("INSERT INTO " + schema.table("seals") + " (name, key) VALUES (?, ?) IF NOT EXISTS");
    }

    /** @return the key that stands: this one, or that of an instance that was quicker */
    byte[] execute(byte[] key) {
        ResultSet written = session.execute(statement
                .bind(SelectSealKey.NAME, ByteBuffer.wrap(key))
                .setSerialConsistencyLevel(ConsistencyLevel.SERIAL)
                .setIdempotent(false));
        return written.wasApplied() ? key : SelectSealKey.key(Objects.requireNonNull(written.one()));
    }
}
