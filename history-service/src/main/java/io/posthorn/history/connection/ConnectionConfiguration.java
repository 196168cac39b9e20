// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.history.consuming.Consumers;
import io.posthorn.history.consuming.Insistence;
import io.posthorn.history.consuming.PartitionLoop;
import io.posthorn.history.parking.Parking;
import io.posthorn.history.recording.FactsLoop;
import io.posthorn.history.recording.FactsWork;
import io.posthorn.history.recording.Recorder;
import io.posthorn.history.recording.RecordingSettings;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.store.AgreedTime;
import io.posthorn.history.store.Availability;
import io.posthorn.history.store.Bulkhead;
import io.posthorn.history.store.Prepared;
import io.posthorn.history.stored.StoredMessages;
import java.time.Clock;
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
    FactsWork<ConnectionFact> connectionsWork(
            Prepared<Inserts> inserts,
            RecordingSettings settings,
            Insistence insistence,
            Bulkhead factWrites,
            Availability availability,
            Parking parking,
            AgreedTime agreedTime,
            MeterRegistry meters) {
        Recorder recorder =
                new Recorder(insistence, factWrites, availability, Availability.Asker.CONNECTIONS, agreedTime);
        return new FactsWork<>(
                "connections",
                ConnectionIntake::of,
                new ConnectionRows(inserts, recorder, settings),
                recorder,
                parking,
                meters);
    }

    @Bean
    PartitionLoop connectionsLoop(
            Topics topics,
            RecordingSettings settings,
            Consumers consumers,
            FactsWork<ConnectionFact> connectionsWork,
            MeterRegistry meters,
            Clock clock) {
        return FactsLoop.of(Topic.CONNECTIONS, topics, settings, consumers, connectionsWork, meters, clock);
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
