// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.session;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.contracts.session.Revocations;
import io.posthorn.gateway.anonymous.AnonymousDevices;
import io.posthorn.gateway.broker.GatewaySettings;
import io.posthorn.gateway.connection.Connections;
import io.posthorn.gateway.connection.Validity;
import io.posthorn.gateway.deadline.MonotonicClock;
import io.posthorn.gateway.revocation.TableLog;
import io.posthorn.gateway.token.Standing;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

    @Bean
    Clocks sessionClocks(InstantSource wallClock, MonotonicClock clock) {
        return new Clocks(wallClock, clock);
    }

    @Bean
    SessionTable sessionTable(Revocations revocations, MeterRegistry meters) {
        var table = new SessionTable(revocations);
        Gauge.builder("posthorn.gateway.sessions", table, SessionTable::size)
                .description(
                        "Cookie sessions of all gateways that are in memory, those that have ended before their time included")
                .register(meters);
        return table;
    }

    /** For connections that come, or get a new token, while something is revoked. */
    @Bean
    Validity validity(SessionTable table, Clocks clocks) {
        return (user, session, issuedAt) -> table.isVoid(user, session, issuedAt, clocks.millis());
    }

    @Bean
    SessionUpkeep sessionUpkeep(
            SessionTable table,
            Revocations revocations,
            TableLog records,
            SessionSettings settings,
            GatewaySettings gateway) {
        return new SessionUpkeep(table, revocations, records, settings, gateway.id());
    }

    @Bean
    SessionSweep sessionSweep(
            Connections connections,
            SessionTable table,
            AnonymousDevices anonymous,
            SessionUpkeep upkeep,
            Clocks clocks,
            SessionSettings settings) {
        return new SessionSweep(connections, table, anonymous, upkeep, clocks, settings.sweep());
    }

    @Bean
    SessionTopic sessionTopic(SessionTable table, SessionSweep sweep, InstantSource wallClock) {
        return new SessionTopic(table, sweep, wallClock);
    }

    @Bean
    Sessions sessions(
            SessionTable table,
            Revocations revocations,
            TableLog records,
            SessionSweep sweep,
            Clocks clocks,
            SessionSettings settings) {
        return new Sessions(table, revocations, records, sweep, clocks, settings);
    }

    @Bean
    CookieAuthentication cookieAuthentication(SessionTable table, Standing standing, Clocks clocks) {
        return new CookieAuthentication(table, standing, clocks);
    }
}
