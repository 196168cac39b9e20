// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.group;

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
import java.time.Clock;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GroupSettings.class)
class GroupConfiguration {

    @Bean
    Prepared<Map<Side, Inserts>> groupInserts(Schema schema) {
        return new Prepared<>(session -> Inserts.prepare(session, schema));
    }

    @Bean
    Prepared<Map<Side, Selects>> groupQueries(Schema schema) {
        return new Prepared<>(session -> Selects.prepare(session, schema));
    }

    @Bean
    FactsWork<MembershipFact> groupsWork(
            Prepared<Map<Side, Inserts>> groupInserts,
            RecordingSettings recording,
            GroupSettings settings,
            Insistence insistence,
            Bulkhead factWrites,
            Availability availability,
            Parking parking,
            AgreedTime agreedTime,
            MeterRegistry meters) {
        Recorder recorder = new Recorder(insistence, factWrites, availability, Availability.Asker.GROUPS, agreedTime);
        var rows = new MembershipRows(groupInserts, recorder, recording.knownRows(), settings.sliceRecords());
        return new FactsWork<>("groups", MembershipIntake::of, rows, recorder, parking, meters);
    }

    @Bean
    PartitionLoop groupsLoop(
            Topics topics,
            RecordingSettings settings,
            Consumers consumers,
            FactsWork<MembershipFact> groupsWork,
            MeterRegistry meters,
            Clock clock) {
        return FactsLoop.of(Topic.GROUPS, topics, settings, consumers, groupsWork, meters, clock);
    }

    @Bean
    GroupsReader groupsReader(Prepared<Map<Side, Selects>> groupQueries) {
        return new GroupsReader(groupQueries);
    }
}
