// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.keeping;

import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.history.consuming.Insistence;
import io.posthorn.history.consuming.Loops;
import io.posthorn.history.consuming.PartitionLoop;
import io.posthorn.history.parking.Parking;
import io.posthorn.history.schema.Schema;
import io.posthorn.history.store.AgreedTime;
import io.posthorn.history.store.Availability;
import io.posthorn.history.store.Prepared;
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
    PartitionLoop receiptsLoop(Loops loops, KeepingSettings settings, ReceiptWriter receiptWriter, Parking parking) {
        return loops.overFacts(
                Topic.RECEIPTS,
                settings.maxRows(),
                settings.maxBytes().toBytes(),
                new ReceiptsWork(receiptWriter, parking));
    }
}
