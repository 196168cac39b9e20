// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.counting;

import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.history.consuming.Insistence;
import io.posthorn.history.consuming.Loops;
import io.posthorn.history.consuming.PartitionLoop;
import io.posthorn.history.moment.Moments;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.store.Availability;
import io.posthorn.history.store.Prepared;
import io.posthorn.history.tier.Tiers;
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
            Loops loops,
            Topics topics,
            Tiers tiers,
            Prepared<Counts> counts,
            Prepared<Moments> moments,
            Insistence insistence,
            Availability availability) {
        CountingWork work = new CountingWork(tiers.classes(), counts, moments, insistence, availability);
        return loops.overMessages("counting", topics.countingGroup(), MAX_RECORDS, MAX_BYTES, work);
    }
}
