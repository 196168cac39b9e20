// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.checkpoint;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.contracts.integrity.Hash;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.store.Columns;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checkpoints of a tree, by size. */
final class SelectCheckpoints {

    /** Partitions that are looked into one after the other: four million leaves that were all signed at once. */
    static final int FAR = 64;

    private static final String COLUMNS = "SELECT size, root, note, signed_at FROM ";

    private final CqlSession session;
    private final PreparedStatement head;
    private final PreparedStatement range;
    private final PreparedStatement next;

    SelectCheckpoints(CqlSession session, Schema schema) {
        this.session = session;
        this.head = session.prepare(COLUMNS + schema.treeHeads() + " WHERE tree = ?");
        String sizes =
                COLUMNS + schema.treeCheckpoints() + " WHERE tree = ? AND bucket = ? AND size >= ? AND size <= ?";
        this.range = session.prepare(sizes);
        this.next = session.prepare(sizes + " LIMIT 1");
    }

    Optional<StoredCheckpoint> newest(String tree) {
        return Optional.ofNullable(
                        session.execute(head.bind(tree).setIdempotent(true)).one())
                .map(SelectCheckpoints::read);
    }

    /** The smallest of these sizes; empty also when the next is {@link #FAR} away. */
    Optional<StoredCheckpoint> first(String tree, long from, long to) {
        long last = Math.min(StoredCheckpoint.bucket(to), StoredCheckpoint.bucket(from) + FAR);
        for (long bucket = StoredCheckpoint.bucket(from); bucket <= last; bucket++) {
            Row row = session.execute(next.bind(tree, bucket, from, to).setIdempotent(true))
                    .one();
            if (row != null) {
                return Optional.of(read(row));
            }
        }
        return Optional.empty();
    }

    /** Both included. */
    List<StoredCheckpoint> between(String tree, long from, long to) {
        List<StoredCheckpoint> found = new ArrayList<>();
        for (long bucket = StoredCheckpoint.bucket(from); bucket <= StoredCheckpoint.bucket(to); bucket++) {
            session.execute(range.bind(tree, bucket, from, to).setIdempotent(true))
                    .forEach(row -> found.add(read(row)));
        }
        return found;
    }

    private static StoredCheckpoint read(Row row) {
        return new StoredCheckpoint(
                row.getLong("size"),
                root(row.getByteBuffer("root")),
                Columns.text(row, "note"),
                Columns.time(row, "signed_at"));
    }

    /** What is no hash shows as one that nothing has. */
    private static Hash root(@Nullable ByteBuffer bytes) {
        byte[] root = new byte[Hash.BYTES];
        if (bytes != null && bytes.remaining() == root.length) {
            bytes.duplicate().get(root);
        }
        return new Hash(root);
    }
}
