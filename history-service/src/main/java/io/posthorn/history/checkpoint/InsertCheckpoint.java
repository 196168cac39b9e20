// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.checkpoint;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.posthorn.history.schema.Schema;
import java.nio.ByteBuffer;

/** One checkpoint, then the head that points to it. */
final class InsertCheckpoint {

    private final CqlSession session;
    private final PreparedStatement checkpoint;
    private final PreparedStatement head;

    InsertCheckpoint(CqlSession session, Schema schema) {
        this.session = session;
        this.checkpoint = session.prepare("INSERT INTO " + schema.treeCheckpoints()
                + " (tree, bucket, size, root, note, signed_at) VALUES (?, ?, ?, ?, ?, ?)");
        this.head = session.prepare("INSERT INTO " + schema.treeHeads()
                + " (tree, size, root, note, signed_at) VALUES (?, ?, ?, ?, ?) USING TIMESTAMP ?");
    }

    /** Returns when both are written. */
    void execute(String tree, StoredCheckpoint signed) {
        ByteBuffer root = ByteBuffer.wrap(signed.root().bytes());
        session.execute(checkpoint
                .bind(
                        tree,
                        StoredCheckpoint.bucket(signed.size()),
                        signed.size(),
                        root,
                        signed.note(),
                        signed.signedAt())
                .setIdempotent(true));
        session.execute(head.bind(tree, signed.size(), root, signed.note(), signed.signedAt(), signed.size())
                .setIdempotent(true));
    }
}
