// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.kept;

import com.datastax.oss.driver.api.core.CqlSession;
import io.posthorn.history.schema.Schema;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What became of notifications. */
public final class KeptReceipts {

    /** Rows of each shard that are fetched at once for a page of users, who have some five each. */
    private static final int SOME = 100;
    /** The same when all are read. */
    private static final int MANY = 5_000;

    private final SelectOfUser ofUser;
    private final SelectUsers users;

    KeptReceipts(CqlSession session, Schema schema) {
        this.ofUser = new SelectOfUser(session, schema);
        this.users = new SelectUsers(session, schema);
    }

    /** @param user empty: what is said of no single user */
    public UserRows ofUser(String source, String id, String user) {
        Iterator<KeptReceipt> found = ofUser.execute(source, id, user);
        List<KeptReceipt> rows = new ArrayList<>();
        while (rows.size() < UserRows.MOST && found.hasNext()) {
            rows.add(found.next());
        }
        return new UserRows(user, rows, found.hasNext());
    }

    /**
     * Users in their order. Asks while it is read.
     *
     * @param after the last user that was read; empty: from the beginning
     */
    public Iterator<UserRows> users(String source, String id, Optional<String> after, UserOrder order) {
        return new ByUser(
                IntStream.range(0, Shards.COUNT)
                        .mapToObj(shard -> users.execute(source, id, shard, after, order, SOME))
                        .toList(),
                order);
    }

    /** Users in no order of theirs, shard by shard: for counting. */
    public Iterator<UserRows> usersOfShard(String source, String id, int shard) {
        return new ByUser(
                List.of(users.execute(source, id, shard, Optional.empty(), UserOrder.ASCENDING, MANY)),
                UserOrder.ASCENDING);
    }
}
