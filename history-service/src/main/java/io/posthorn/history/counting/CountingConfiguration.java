// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.counting;

import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.history.consuming.Consumers;
import io.posthorn.history.consuming.Insistence;
import io.posthorn.history.consuming.LoopMeters;
import io.posthorn.history.consuming.LoopSettings;
import io.posthorn.history.consuming.PartitionLoop;
import io.posthorn.history.consuming.Start;
import io.posthorn.history.moment.Moments;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.store.Availability;
import io.posthorn.history.store.Prepared;
import io.posthorn.history.tier.Tiers;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CountingConfiguration {

    /** Nothing but numbers is written of what is read, so it may be much. */
    private static final int MAX_RECORDS = 5_000;

    private static final long MAX_BYTES = 32 << 20;

    @Bean
    Prepared<Counts> counts(Schema schema) {
        return new Prepared<>(session -> new Counts(
                new SelectCount(session, schema), new InsertCount(session, schema), new SelectDays(session, schema)));
    }

    @Bean
    CountsReader countsReader(Prepared<Counts> counts, MeterRegistry meters) {
        return new CountsReader(counts, meters);
    }

    @Bean
    PartitionLoop countingLoop(
            Topics topics,
            Tiers tiers,
            Prepared<Counts> counts,
            Prepared<Moments> moments,
            Insistence insistence,
            Availability availability,
            Consumers consumers,
            MeterRegistry meters,
            Clock clock) {
        LoopSettings loop = new LoopSettings(
                "history-counting",
                topics.name(Topic.MESSAGES),
                topics.countingGroup(),
                Start.OnMissing.STOP,
                MAX_RECORDS,
                MAX_BYTES);
        CountingWork work = new CountingWork(tiers.classes(), counts, moments, insistence, availability);
        PartitionLoop counting = new PartitionLoop(loop, consumers.of(loop, true), work);
        LoopMeters.bind(loop.name(), counting.status(), meters, clock);
        return counting;
    }
}
