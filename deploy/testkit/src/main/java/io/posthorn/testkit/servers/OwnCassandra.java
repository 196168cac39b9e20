// SPDX-License-Identifier: Apache-2.0
package io.posthorn.testkit.servers;

import io.posthorn.local.server.CassandraServer;
import java.nio.file.Path;
import java.util.List;

/** A Cassandra that starts sooner than the local stack's, as nothing has to survive an end of the machine. */
public final class OwnCassandra {

    /** What is written is in the files, of which the system takes care; nobody waits for the disk. */
    private static final List<String> SEVERAL_LIVES = List.of("-Dcassandra.skip_sync=true");

    /** Tables are known to the memory alone: they are made many times as fast. */
    private static final List<String> ONE_LIFE = List.of(
            "-Dcassandra.skip_sync=true",
            "-Dcassandra.unsafesystem=true",
            "-Dcassandra.test.flush_local_schema_changes=false");

    private OwnCassandra() {}

    /** May be paused, and is never started again. */
    public static CassandraServer ofOneLife(Path folder) {
        return new CassandraServer(folder, 0, ONE_LIFE);
    }

    /** May be killed and started again: what it has answered is still there. */
    public static CassandraServer ofSeveralLives(Path folder) {
        return new CassandraServer(folder, 0, SEVERAL_LIVES);
    }
}
