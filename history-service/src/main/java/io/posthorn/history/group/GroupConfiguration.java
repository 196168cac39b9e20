// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.group;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.history.consuming.PartitionLoop;
import io.posthorn.history.recording.FactsLoops;
import io.posthorn.history.recording.FactsWork;
import io.posthorn.history.recording.Recorder;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.store.Availability;
import io.posthorn.history.store.Prepared;
import io.posthorn.history.tier.Tier;
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
    PartitionLoop groupsLoop(FactsLoops loops, Prepared<Inserts> inserts) {
        return loops.over(
                Topic.GROUPS, Availability.Asker.GROUPS, MembershipIntake::of, recorder -> rows(inserts, recorder));
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
    GroupsReader groupsReader(Prepared<Selects> queries) {
        return new GroupsReader(queries);
    }
}
