// SPDX-License-Identifier: Apache-2.0
package io.posthorn.testkit.servers;

import io.posthorn.local.server.CassandraServer;

final class CassandraExtension extends SpaceExtension<CassandraSpace> {

    CassandraExtension() {
        super(CassandraSpace.class);
    }

    @Override
    CassandraSpace space(SharedServers servers, String name) {
        RunningServer cassandra = servers.cassandra();
        return new CassandraSpace(cassandra.host(), cassandra.port(), CassandraServer.LOCAL_DATACENTER, name);
    }
}
