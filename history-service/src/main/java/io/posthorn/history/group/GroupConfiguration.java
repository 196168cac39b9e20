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
import io.posthorn.history.tier.Tier;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class GroupConfiguration {

    private static final Tier WITHOUT_END = new Tier(null);

    @Bean
    Prepared<Inserts> groupInserts(Schema schema) {
        return new Prepared<>(session -> Inserts.prepare(session, schema));
    }

    @Bean
    Prepared<Selects> groupQueries(Schema schema) {
        return new Prepared<>(session -> Selects.prepare(session, schema));
    }

    @Bean
    FactsWork<MembershipFact> groupsWork(
            Prepared<Inserts> inserts,
            Insistence insistence,
            Bulkhead factWrites,
            Availability availability,
            Parking parking,
            AgreedTime agreedTime,
            MeterRegistry meters) {
        Recorder recorder = new Recorder(insistence, factWrites, availability, Availability.Asker.GROUPS, agreedTime);
        return new FactsWork<>("groups", MembershipIntake::of, rows(inserts, recorder), recorder, parking, meters);
    }

    private static FactsWork.Rows<MembershipFact> rows(Prepared<Inserts> inserts, Recorder recorder) {
        return (facts, ours) -> CompletableFuture.allOf(facts.stream()
                .flatMap(fact -> Stream.of(
                        recorder.write(
                                WITHOUT_END,
                                fact.place().at(),
                                left -> inserts.get().membership().execute(fact),
                                ours),
                        recorder.write(
                                WITHOUT_END,
                                fact.place().at(),
                                left -> inserts.get().userGroup().execute(fact),
                                ours)))
                .toArray(CompletableFuture[]::new));
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
    GroupsReader groupsReader(Prepared<Selects> queries) {
        return new GroupsReader(queries);
    }
}
