// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.receipt;

import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.history.consuming.Insistence;
import io.posthorn.history.sending.Sender;
import io.posthorn.history.store.Availability;
import io.posthorn.history.store.Prepared;
import io.posthorn.history.stored.StoredMessages;
import io.posthorn.history.tier.Tiers;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SettlingSettings.class)
class ReceiptConfiguration {

    /** Apart from those of pages: devices do not wait for receipts. */
    @Bean(destroyMethod = "shutdownNow")
    ExecutorService settlingThreads(SettlingSettings settings) {
        return Executors.newFixedThreadPool(settings.threads(), task -> {
            Thread thread = new Thread(task, "history-settling");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Bean
    ReceiptTopic receiptTopic(Sender facts, Topics topics, Tiers tiers) {
        return new ReceiptTopic(facts, topics, tiers.classes());
    }

    @Bean
    RangeReader rangeReader(
            Prepared<StoredMessages> storedMessages, Availability availability, SettlingSettings settings) {
        return new RangeReader(storedMessages, availability, settings.rows());
    }

    @Bean
    Settlement settlement(
            RangeReader reader,
            ReceiptTopic receiptTopic,
            Tiers tiers,
            Insistence insistence,
            ExecutorService settlingThreads,
            MeterRegistry meters) {
        return new Settlement(reader, receiptTopic, insistence, settlingThreads, meters);
    }
}
