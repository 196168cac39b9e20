// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.replay;

import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.history.consuming.Insistence;
import io.posthorn.history.consuming.Loops;
import io.posthorn.history.consuming.PartitionLoop;
import io.posthorn.history.parking.Parking;
import io.posthorn.history.receipt.ReceiptTopic;
import io.posthorn.history.sending.Sender;
import io.posthorn.history.store.Bulkhead;
import io.posthorn.history.store.Prepared;
import io.posthorn.history.stored.StoredMessages;
import io.posthorn.history.tier.Tiers;
import io.posthorn.history.tiering.TierRegister;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReplaySettings.class)
class ReplayConfiguration {

    private static final long MAX_REQUEST_BYTES = 16 << 20;
    /** One is read while another is written. */
    private static final int PAGES_OF_A_THREAD = 2;

    @Bean(destroyMethod = "shutdownNow")
    ExecutorService replayThreads(ReplaySettings settings) {
        return Executors.newFixedThreadPool(settings.threads(), task -> {
            Thread thread = new Thread(task, "history-replay-page");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Bean
    ReplayMeters replayMeters(MeterRegistry meters) {
        return new ReplayMeters(meters);
    }

    @Bean
    PageRows pageRows(Prepared<StoredMessages> stored, Topics topics) {
        return new PageRows(stored, topics.partitions());
    }

    @Bean
    PageReader pageReader(
            PageRows pageRows,
            Tiers tiers,
            Prepared<TierRegister> register,
            ReplaySettings settings,
            ExecutorService replayThreads,
            Clock clock,
            ReplayMeters meters) {
        Bounds allowed = new Bounds(settings.maxMessages(), settings.maxBytes().toBytes(), settings.maxRows());
        return new PageReader(
                pageRows, tiers.classes(), () -> register.get().former(), allowed, replayThreads, clock, meters);
    }

    @Bean
    PagePublisher pagePublisher(
            Sender pages, ReceiptTopic receipts, Topics topics, ExecutorService replayThreads, Clock clock) {
        return new PagePublisher(pages, new PageReceipts(receipts, clock), topics, replayThreads);
    }

    @Bean
    ReplayWork replayWork(
            PageReader reader,
            PagePublisher publisher,
            Parking parking,
            Insistence insistence,
            Clock clock,
            ReplaySettings settings,
            ReplayMeters meters) {
        Bulkhead underWay = new Bulkhead(PAGES_OF_A_THREAD * settings.threads());
        return new ReplayWork(reader, publisher, parking, insistence, clock, meters, underWay);
    }

    @Bean
    PartitionLoop replayLoop(Loops loops, ReplaySettings settings, ReplayWork work) {
        return loops.overHints(Topic.REPLAY, settings.maxRequests(), MAX_REQUEST_BYTES, work);
    }
}
