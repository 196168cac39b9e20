// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.sealing;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.data.ByteUtils;
import io.posthorn.history.schema.Schema;
import java.util.Objects;
import java.util.Optional;

/** The key, when some instance has written one. */
final class SelectSealKey {

    /** Of the only row. */
    static final String NAME = "places";

    private final CqlSession session;
    private final PreparedStatement statement;

    SelectSealKey(CqlSession session, Schema schema) {
        this.session = session;
        this.statement = session.prepare("SELECT key FROM " + schema.table("seals") + " WHERE name = ?");
    }

    Optional<byte[]> execute() {
        Row row = session.execute(statement.bind(NAME).setIdempotent(true)).one();
        return Optional.ofNullable(row).map(SelectSealKey::key);
    }

    static byte[] key(Row row) {
        return ByteUtils.getArray(Objects.requireNonNull(row.getByteBuffer("key"), "a seal without a key"));
    }
}
