// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.connection;

import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.gateway.broker.GatewaySettings;
import io.posthorn.gateway.deadline.DeadlineSettings;
import io.posthorn.gateway.deadline.MonotonicClock;
import io.posthorn.gateway.event.ConnectionLog;
import io.posthorn.gateway.limit.LimitSettings;
import io.posthorn.gateway.limit.Occupancy;
import io.posthorn.gateway.socket.Newcomers;
import io.posthorn.gateway.token.TokenRenewal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ConnectionConfiguration {

    private static final int RECONNECT_SPREAD_MILLIS = 5_000;
    private static final Duration INSPECTION = Duration.ofSeconds(30);

    @Bean
    MonotonicClock monotonicClock() {
        return MonotonicClock.system();
    }

    @Bean
    Surroundings surroundings(
            GatewaySettings gateway,
            DeadlineSettings deadlines,
            LimitSettings limits,
            MonotonicClock clock,
            InstantSource wallClock,
            ConnectionLog log,
            TokenRenewal tokens,
            MeterRegistry meters) {
        return new Surroundings(
                gateway.id(),
                deadlines,
                clock,
                wallClock,
                log,
                tokens,
                limits.frames(),
                new ConnectionMetrics(meters),
                () -> ThreadLocalRandom.current().nextInt(RECONNECT_SPREAD_MILLIS + 1));
    }

    @Bean
    Connections connections(
            Surroundings around, Occupancy occupancy, ObjectProvider<Validity> validity, MeterRegistry meters) {
        return new Connections(around, occupancy, validity.getIfAvailable(() -> Validity.ALWAYS), meters);
    }

    @Bean
    ConnectionSweep connectionSweep(Connections connections, Newcomers newcomers, DeadlineSettings deadlines) {
        var sweep = new ConnectionSweep();
        sweep.every(deadlines.sweep(), connections::sweep);
        sweep.every(deadlines.sweep(), newcomers::sweep);
        sweep.every(INSPECTION, connections::inspect);
        return sweep;
    }
}
