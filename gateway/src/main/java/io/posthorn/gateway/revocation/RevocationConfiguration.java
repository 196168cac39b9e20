// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.revocation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.contracts.session.Revocations;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.gateway.broker.BrokerClients;
import io.posthorn.gateway.deadline.MonotonicClock;
import io.posthorn.gateway.token.Standing;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RevocationConfiguration {

    /** As long as the topic keeps them: cookie sessions may outlive the tokens with which they began. */
    private static final Duration REMEMBERED = Duration.ofDays(30);

    @Bean
    Revocations revocations(MeterRegistry meters) {
        var revocations = new Revocations(REMEMBERED);
        Gauge.builder("posthorn.gateway.revocations", revocations, Revocations::size)
                .description("Revocations that are remembered")
                .register(meters);
        return revocations;
    }

    @Bean
    AdmissionGate admissionGate(RevocationSettings settings, MeterRegistry meters) {
        var gate = new AdmissionGate(MonotonicClock.system(), settings.unreadableAfter());
        Gauge.builder("posthorn.gateway.revocations.age", gate, each -> each.wasRead() ? each.age() / 1000.0 : -1)
                .baseUnit("seconds")
                .description("Since the time up to which revocations are read; -1: not yet read")
                .register(meters);
        return gate;
    }

    @Bean
    Standing standing(AdmissionGate gate, Revocations revocations) {
        return new GatewayStanding(gate, revocations);
    }

    @Bean
    RevocationTopic revocationTopic(Revocations revocations) {
        return new RevocationTopic(revocations);
    }

    @Bean
    TableLog tableLog(BrokerClients clients, Topics topics) {
        return new TableLog(clients, topics);
    }

    @Bean
    StandingTables standingTables(
            BrokerClients clients,
            Topics topics,
            List<Followed> tables,
            AdmissionGate gate,
            TableLog records,
            MeterRegistry meters) {
        return new StandingTables(clients, topics, tables, gate, records, meters);
    }

    @Bean
    RevocationHealth revocationsHealthIndicator(AdmissionGate gate, StandingTables tables) {
        return new RevocationHealth(gate, tables);
    }
}
