// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.integrity;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.posthorn.contracts.integrity.Leaf;
import io.posthorn.history.schema.Schema;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Leaves of one place, at once. Again and again they are the same rows. */
final class InsertTreeLeaves {

    private final CqlSession session;
    private final PreparedStatement statement;

    InsertTreeLeaves(CqlSession session, Schema schema) {
        this.session = session;
        this.statement = session.prepare("INSERT INTO " + schema.treeLeaves()
                + " (tree, era, bucket, offset, leaf, kind, appended_at, user_commitment, content_commitment)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ?");
    }

    CompletionStage<AsyncResultSet> execute(String tree, List<TreeLeaf> leaves) {
        BatchStatementBuilder batch = BatchStatement.builder(BatchType.UNLOGGED).setIdempotence(true);
        for (TreeLeaf each : leaves) {
            Leaf leaf = each.leaf();
            batch.addStatement(statement.bind(
                    tree,
                    leaf.era(),
                    TreeLeaf.bucket(leaf.offset()),
                    leaf.offset(),
                    each.index(),
                    leaf.kind().ordinal(),
                    leaf.appendedAt(),
                    ByteBuffer.wrap(leaf.userCommitment().bytes()),
                    ByteBuffer.wrap(leaf.contentCommitment().bytes()),
                    each.writtenAt() * 1_000));
        }
        return session.executeAsync(batch.build());
    }
}
