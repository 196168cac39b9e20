// SPDX-License-Identifier: Apache-2.0
package io.posthorn.testkit.servers;

final class CassandraFilesExtension extends SpaceExtension<CassandraFiles> {

    CassandraFilesExtension() {
        super(CassandraFiles.class);
    }

    @Override
    CassandraFiles space(SharedServers servers, String name) {
        return servers.cassandra().dataFiles();
    }
}
