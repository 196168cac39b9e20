// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.revocation;

import io.posthorn.contracts.topic.Topic;
import io.posthorn.history.consuming.PartitionLoop;
import io.posthorn.history.recording.FactsLoops;
import io.posthorn.history.recording.FactsWork;
import io.posthorn.history.recording.Recorder;
import io.posthorn.history.recording.RecordingSettings;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.store.Availability;
import io.posthorn.history.store.Prepared;
import io.posthorn.history.tier.Tier;
import java.util.concurrent.CompletableFuture;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RevocationConfiguration {

    @Bean
    Prepared<InsertRevocation> insertRevocation(Schema schema) {
        return new Prepared<>(session -> new InsertRevocation(session, schema));
    }

    @Bean
    Prepared<SelectRevocations> selectRevocations(Schema schema) {
        return new Prepared<>(session -> new SelectRevocations(session, schema));
    }

    @Bean
    PartitionLoop revocationsLoop(FactsLoops loops, Prepared<InsertRevocation> insert, RecordingSettings settings) {
        return loops.over(
                Topic.REVOCATIONS,
                Availability.Asker.REVOCATIONS,
                RevocationIntake::of,
                recorder -> rows(insert, recorder, settings.life()));
    }

    private static FactsWork.Rows<RevocationFact> rows(
            Prepared<InsertRevocation> insert, Recorder recorder, Tier life) {
        return (facts, ours) -> CompletableFuture.allOf(facts.stream()
                .map(fact -> recorder.write(
                        life, fact.place().at(), left -> insert.get().execute(fact, left), ours))
                .toArray(CompletableFuture[]::new));
    }

    @Bean
    RevocationsReader revocationsReader(Prepared<SelectRevocations> select, RecordingSettings settings) {
        return new RevocationsReader(select, settings.retention());
    }
}
