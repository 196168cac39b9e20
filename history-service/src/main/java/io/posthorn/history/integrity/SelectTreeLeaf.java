// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.integrity;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.contracts.integrity.Hash;
import io.posthorn.contracts.integrity.Leaf;
import io.posthorn.history.schema.Schema;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The leaf of the message at a position; the first, should the log have repeated it. */
public final class SelectTreeLeaf {

    private final CqlSession session;
    private final PreparedStatement statement;

    SelectTreeLeaf(CqlSession session, Schema schema) {
        this.session = session;
        this.statement = session.prepare(
                "SELECT leaf, kind, appended_at, user_commitment, content_commitment, WRITETIME(kind) AS written FROM "
                        + schema.treeLeaves() + " WHERE tree = ? AND era = ? AND bucket = ? AND offset = ? LIMIT 1");
    }

    /** @param era 0: a record that cannot be read, by its offset in the log */
    public Optional<TreeLeaf> execute(String tree, int partition, int era, long offset) {
        Row row = session.execute(statement
                        .bind(tree, era, TreeLeaf.bucket(offset), offset)
                        .setIdempotent(true))
                .one();
        return row == null ? Optional.empty() : Optional.of(leaf(row, partition, era, offset));
    }

    private static TreeLeaf leaf(Row row, int partition, int era, long offset) {
        Leaf.Kind kind = row.getInt("kind") == Leaf.Kind.MESSAGE.ordinal() ? Leaf.Kind.MESSAGE : Leaf.Kind.UNREADABLE;
        Leaf leaf = new Leaf(
                kind,
                partition,
                era,
                offset,
                row.getLong("appended_at"),
                hash(row, "user_commitment"),
                hash(row, "content_commitment"));
        return new TreeLeaf(leaf, row.getLong("leaf"), row.getLong("written") / 1_000);
    }

    /** What is no hash shows as one that proves nothing. */
    private static Hash hash(Row row, String column) {
        ByteBuffer bytes = row.getByteBuffer(column);
        byte[] hash = new byte[Hash.BYTES];
        if (bytes != null && bytes.remaining() == hash.length) {
            bytes.duplicate().get(hash);
        }
        return new Hash(hash);
    }
}
