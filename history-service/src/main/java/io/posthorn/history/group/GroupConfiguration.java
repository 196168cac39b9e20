// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.group;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.history.consuming.PartitionLoop;
import io.posthorn.history.recording.FactsLoops;
import io.posthorn.history.recording.RecordingSettings;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.store.Availability;
import io.posthorn.history.store.Prepared;
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
    PartitionLoop groupsLoop(
            FactsLoops loops,
            Prepared<Map<Side, Inserts>> groupInserts,
            RecordingSettings recording,
            GroupSettings settings) {
        return loops.over(
                Topic.GROUPS,
                Availability.Asker.GROUPS,
                MembershipIntake::of,
                recorder -> new MembershipRows(groupInserts, recorder, recording.knownRows(), settings.sliceRecords()));
    }

    @Bean
    GroupsReader groupsReader(Prepared<Map<Side, Selects>> groupQueries) {
        return new GroupsReader(groupQueries);
    }
}
