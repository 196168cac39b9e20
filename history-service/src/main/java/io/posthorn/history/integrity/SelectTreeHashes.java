// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.integrity;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.posthorn.contracts.integrity.Hash;
import io.posthorn.history.schema.Schema;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/** The hashes of a level that are there, of those from one index to before another. */
public final class SelectTreeHashes {

    private final CqlSession session;
    private final PreparedStatement statement;

    SelectTreeHashes(CqlSession session, Schema schema) {
        this.session = session;
        this.statement = session.prepare("SELECT node, hash FROM " + schema.treeHashes()
                + " WHERE tree = ? AND level = ? AND chunk = ? AND node >= ? AND node < ?");
    }

    /** By index. A hash that is none is left out. */
    public Map<Long, Hash> execute(String tree, int level, long from, long to) {
        Map<Long, Hash> hashes = new TreeMap<>();
        for (long chunk = TreeHash.chunk(from); from < to && chunk <= TreeHash.chunk(to - 1); chunk++) {
            for (Row row :
                    session.execute(statement.bind(tree, level, chunk, from, to).setIdempotent(true))) {
                ByteBuffer bytes = row.getByteBuffer("hash");
                if (bytes != null && bytes.remaining() == Hash.BYTES) {
                    hashes.put(row.getLong("node"), hash(bytes));
                }
            }
        }
        return hashes;
    }

    private static Hash hash(ByteBuffer bytes) {
        byte[] hash = new byte[Hash.BYTES];
        bytes.duplicate().get(hash);
        return new Hash(hash);
    }
}
