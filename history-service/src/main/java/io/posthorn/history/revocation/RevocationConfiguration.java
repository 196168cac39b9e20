// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.revocation;

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
    FactsWork<RevocationFact> revocationsWork(
            Prepared<InsertRevocation> insert,
            RecordingSettings settings,
            Insistence insistence,
            Bulkhead factWrites,
            Availability availability,
            Parking parking,
            AgreedTime agreedTime,
            MeterRegistry meters) {
        Recorder recorder =
                new Recorder(insistence, factWrites, availability, Availability.Asker.REVOCATIONS, agreedTime);
        return new FactsWork<>(
                "revocations",
                RevocationIntake::of,
                rows(insert, recorder, settings.life()),
                recorder,
                parking,
                meters);
    }

    private static FactsWork.Rows<RevocationFact> rows(
            Prepared<InsertRevocation> insert, Recorder recorder, Tier life) {
        return (facts, ours) -> CompletableFuture.allOf(facts.stream()
                .map(fact -> recorder.write(
                        life, fact.place().at(), left -> insert.get().execute(fact, left), ours))
                .toArray(CompletableFuture[]::new));
    }

    @Bean
    PartitionLoop revocationsLoop(
            Topics topics,
            RecordingSettings settings,
            Consumers consumers,
            FactsWork<RevocationFact> revocationsWork,
            MeterRegistry meters,
            Clock clock) {
        return FactsLoop.of(Topic.REVOCATIONS, topics, settings, consumers, revocationsWork, meters, clock);
    }

    @Bean
    RevocationsReader revocationsReader(Prepared<SelectRevocations> select, RecordingSettings settings) {
        return new RevocationsReader(select, settings.retention());
    }
}
