// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.history.consuming.PartitionLoop;
import io.posthorn.history.recording.FactsLoops;
import io.posthorn.history.recording.RecordingSettings;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.store.Availability;
import io.posthorn.history.store.Prepared;
import io.posthorn.history.stored.StoredMessages;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ConnectionConfiguration {

    @Bean
    Prepared<Inserts> connectionInserts(Schema schema) {
        return new Prepared<>(session -> Inserts.prepare(session, schema));
    }

    @Bean
    Prepared<Selects> connectionQueries(Schema schema) {
        return new Prepared<>(session -> Selects.prepare(session, schema));
    }

    @Bean
    PartitionLoop connectionsLoop(FactsLoops loops, Prepared<Inserts> inserts, RecordingSettings settings) {
        return loops.over(
                Topic.CONNECTIONS,
                Availability.Asker.CONNECTIONS,
                ConnectionIntake::of,
                recorder -> new ConnectionRows(inserts, recorder, settings));
    }

    @Bean
    Cursors cursors(Prepared<Selects> queries, RecordingSettings settings) {
        return new Cursors(queries, settings.deviceKnownFor());
    }

    @Bean
    ConnectionsReader connectionsReader(Prepared<Selects> queries) {
        return new ConnectionsReader(queries);
    }

    @Bean
    DeviceStreams deviceStreams(
            Prepared<Selects> queries, Cursors cursors, Prepared<StoredMessages> stored, RecordingSettings settings) {
        return new DeviceStreams(queries, cursors, stored, settings.deviceKnownFor());
    }
}
