// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.data.cassandra.autoconfigure.DataCassandraAutoConfiguration;
import org.springframework.boot.data.cassandra.autoconfigure.DataCassandraReactiveAutoConfiguration;
import org.springframework.boot.data.cassandra.autoconfigure.DataCassandraReactiveRepositoriesAutoConfiguration;
import org.springframework.boot.data.cassandra.autoconfigure.DataCassandraRepositoriesAutoConfiguration;

/**
 * Writes every message to Cassandra, replays it to devices, shows it to those who may see it.
 *
 * <p>Without Spring Data's templates and repositories: they want a session at start, and write nulls as tombstones.
 */
@SpringBootApplication(
        exclude = {
            DataCassandraAutoConfiguration.class,
            DataCassandraReactiveAutoConfiguration.class,
            DataCassandraReactiveRepositoriesAutoConfiguration.class,
            DataCassandraRepositoriesAutoConfiguration.class
        })
public class HistoryApplication {

    public static void main(String[] args) {
        SpringApplication.run(HistoryApplication.class, args);
    }
}
