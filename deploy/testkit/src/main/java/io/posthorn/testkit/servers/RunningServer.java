// SPDX-License-Identifier: Apache-2.0
package io.posthorn.testkit.servers;

/** A server that runs until the test JVM's last test. */
interface RunningServer extends AutoCloseable {

    String host();

    int port();

    /** Of Cassandra. */
    default CassandraFiles dataFiles() {
        throw new UnsupportedOperationException("This server has no tables");
    }

    @Override
    void close();
}
