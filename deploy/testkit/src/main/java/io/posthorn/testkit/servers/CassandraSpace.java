// SPDX-License-Identifier: Apache-2.0
package io.posthorn.testkit.servers;

/** A test class's part of the shared Cassandra: the name of a keyspace that does not exist yet. */
public record CassandraSpace(String host, int port, String localDatacenter, String keyspace) {}
