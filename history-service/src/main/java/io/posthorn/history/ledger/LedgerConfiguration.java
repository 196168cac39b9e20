// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.ledger;

import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.history.connection.Cursors;
import io.posthorn.history.kept.KeptReceipts;
import io.posthorn.history.kept.Originals;
import io.posthorn.history.store.Prepared;
import io.posthorn.history.tier.Tiers;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {

    @Bean
    NotificationReader notificationReader(
            Prepared<KeptReceipts> kept, Originals originals, Topics topics, Clock clock, MeterRegistry meters) {
        return new NotificationReader(
                kept,
                new OriginalOf(originals, topics.partitions()),
                new BroadcastCounter(kept, topics.partitions(), clock),
                meters.timer("posthorn.history.read", "use", "notification"));
    }

    @Bean
    Progress progress(Cursors cursors, Clock clock) {
        return new CursorProgress(cursors, clock);
    }

    @Bean
    LedgerReader ledgerReader(
            Prepared<KeptReceipts> kept,
            Originals originals,
            Topics topics,
            Progress progress,
            Tiers tiers,
            MeterRegistry meters) {
        return new LedgerReader(
                kept,
                new OriginalOf(originals, topics.partitions()),
                progress,
                tiers.classes(),
                meters.timer("posthorn.history.read", "use", "ledger"));
    }
}
