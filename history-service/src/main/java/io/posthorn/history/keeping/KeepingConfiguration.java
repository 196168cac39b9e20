// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.keeping;

import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.history.consuming.Consumers;
import io.posthorn.history.consuming.Insistence;
import io.posthorn.history.consuming.LoopMeters;
import io.posthorn.history.consuming.LoopSettings;
import io.posthorn.history.consuming.PartitionLoop;
import io.posthorn.history.consuming.Start;
import io.posthorn.history.parking.Parking;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.store.AgreedTime;
import io.posthorn.history.store.Availability;
import io.posthorn.history.store.Prepared;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KeepingSettings.class)
class KeepingConfiguration {

    @Bean
    Prepared<ReceiptWriter.Inserts> receiptInserts(Schema schema) {
        return new Prepared<>(session -> new ReceiptWriter.Inserts(
                new InsertReceipts(session, schema), new InsertReceiptProbe(session, schema)));
    }

    @Bean
    ReceiptWriter receiptWriter(
            Prepared<ReceiptWriter.Inserts> receiptInserts,
            KeepingSettings settings,
            Insistence insistence,
            Availability availability,
            AgreedTime agreedTime,
            MeterRegistry meters) {
        return new ReceiptWriter(receiptInserts, settings, insistence, availability, agreedTime, meters);
    }

    @Bean
    PartitionLoop receiptsLoop(
            Topics topics,
            KeepingSettings settings,
            Consumers consumers,
            ReceiptWriter receiptWriter,
            Parking parking,
            MeterRegistry meters,
            Clock clock) {
        LoopSettings loop = new LoopSettings(
                "history-receipts",
                topics.name(Topic.RECEIPTS),
                topics.historyGroup() + ".receipts",
                Start.OnMissing.STOP,
                settings.maxRows(),
                settings.maxBytes().toBytes());
        PartitionLoop receipts =
                new PartitionLoop(loop, consumers.of(loop, true), new ReceiptsWork(receiptWriter, parking));
        LoopMeters.bind(loop.name(), receipts.status(), meters, clock);
        return receipts;
    }
}
