// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.integrity;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.posthorn.history.schema.Schema;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Hashes of one place, at once. Again and again they are the same rows. */
final class InsertTreeHashes {

    private final CqlSession session;
    private final PreparedStatement statement;

    InsertTreeHashes(CqlSession session, Schema schema) {
        this.session = session;
        this.statement = session.prepare("INSERT INTO " + schema.treeHashes()
                + " (tree, level, chunk, node, hash) VALUES (?, ?, ?, ?, ?) USING TIMESTAMP ?");
    }

    CompletionStage<AsyncResultSet> execute(String tree, List<TreeHash> hashes) {
        BatchStatementBuilder batch = BatchStatement.builder(BatchType.UNLOGGED).setIdempotence(true);
        for (TreeHash each : hashes) {
            batch.addStatement(statement.bind(
                    tree,
                    each.level(),
                    TreeHash.chunk(each.index()),
                    each.index(),
                    ByteBuffer.wrap(each.hash().bytes()),
                    each.writtenAt() * 1_000));
        }
        return session.executeAsync(batch.build());
    }
}
