// SPDX-License-Identifier: Apache-2.0
package io.posthorn.testkit.servers;

import java.util.Map;

/** What the shared Cassandra has on its disk. */
@FunctionalInterface
public interface CassandraFiles {

    /** Name → bytes of the files that hold the rows of a table; empty before the first of them is written. */
    Map<String, Long> of(String keyspace, String table);
}
