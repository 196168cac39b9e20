// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.connection;

import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.gateway.broker.GatewaySettings;
import io.posthorn.gateway.deadline.DeadlineSettings;
import io.posthorn.gateway.deadline.MonotonicClock;
import io.posthorn.gateway.event.ConnectionLog;
import io.posthorn.gateway.token.TokenRenewal;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ConnectionConfiguration {

    private static final int RECONNECT_SPREAD_MILLIS = 5_000;

    @Bean
    MonotonicClock monotonicClock() {
        return MonotonicClock.system();
    }

    @Bean
    Connections connections(
            GatewaySettings gateway,
            DeadlineSettings deadlines,
            MonotonicClock clock,
            InstantSource wallClock,
            ConnectionLog log,
            TokenRenewal tokens,
            MeterRegistry meters) {
        var around = new Surroundings(
                gateway.id(),
                deadlines,
                clock,
                wallClock,
                log,
                tokens,
                new ConnectionMetrics(meters),
                () -> ThreadLocalRandom.current().nextInt(RECONNECT_SPREAD_MILLIS + 1));
        return new Connections(around, meters);
    }

    @Bean
    ConnectionSweep connectionSweep(Connections connections, DeadlineSettings deadlines) {
        return new ConnectionSweep(connections, deadlines.sweep());
    }
}
