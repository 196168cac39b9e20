// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.writing;

import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.history.consuming.Insistence;
import io.posthorn.history.consuming.Loops;
import io.posthorn.history.consuming.PartitionLoop;
import io.posthorn.history.erasure.Redaction;
import io.posthorn.history.hold.Holding;
import io.posthorn.history.parking.Parking;
import io.posthorn.history.receipt.Settlement;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.sending.Sender;
import io.posthorn.history.store.AgreedTime;
import io.posthorn.history.store.Availability;
import io.posthorn.history.store.Prepared;
import io.posthorn.history.tier.Tiers;
import io.posthorn.history.tiering.TierRegister;
import io.posthorn.history.watermark.PersistedTopic;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WritingSettings.class)
class WritingConfiguration {

    @Bean
    Prepared<Inserts> inserts(Schema schema, Tiers tiers, Prepared<TierRegister> register, Clock clock) {
        return new Prepared<>(session -> {
            register.get().admit(clock.instant());
            return Inserts.prepare(session, schema, tiers);
        });
    }

    @Bean
    RowWriter rowWriter(
            Prepared<Inserts> inserts,
            WritingSettings settings,
            Insistence insistence,
            Availability availability,
            AgreedTime agreedTime,
            MeterRegistry meters) {
        return new RowWriter(inserts, settings, insistence, availability, agreedTime, meters);
    }

    @Bean
    PersistedTopic persistedTopic(Sender facts, Topics topics, Clock clock) {
        return new PersistedTopic(facts, topics, clock);
    }

    @Bean
    Placement placement(Tiers tiers, WritingSettings settings) {
        return new Placement(tiers, settings.sliceRows());
    }

    @Bean
    MessagesWork messagesWork(
            Placement placement,
            WritingSettings settings,
            RowWriter writer,
            Settlement settlement,
            Parking parking,
            Holding holding,
            Redaction redaction,
            PersistedTopic persisted,
            MeterRegistry meters) {
        return new MessagesWork(
                placement, settings.bundle(), writer, settlement, parking, holding, redaction, persisted, meters);
    }

    @Bean
    PartitionLoop messagesLoop(Loops loops, Topics topics, WritingSettings settings, MessagesWork work) {
        return loops.overMessages(
                "messages",
                topics.historyGroup(),
                settings.maxRows(),
                settings.maxBytes().toBytes(),
                work);
    }
}
