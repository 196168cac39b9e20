// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.session;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.posthorn.contracts.session.Revocations;
import io.posthorn.contracts.session.SessionRules;
import io.posthorn.contracts.topic.Topic;
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
    SessionRecords sessionRecords(TableLog records) {
        return (session, record) -> records.publish(Topic.SESSIONS, SessionRules.key(session), record);
    }

    @Bean
    SessionUpkeep sessionUpkeep(
            SessionTable table,
            Standing standing,
            SessionRecords records,
            Clocks clocks,
            SessionSettings settings,
            GatewaySettings gateway) {
        var upkeep = new SessionUpkeep(table, standing, records, clocks, settings, gateway.id());
        upkeep.start();
        return upkeep;
    }

    @Bean
    SessionSweep sessionSweep(
            Connections connections,
            SessionTable table,
            AnonymousDevices anonymous,
            Clocks clocks,
            SessionSettings settings) {
        return new SessionSweep(connections, table, anonymous, clocks, settings.sweep());
    }

    @Bean
    SessionTopic sessionTopic(SessionTable table, SessionSweep sweep, InstantSource wallClock) {
        return new SessionTopic(table, sweep, wallClock);
    }

    @Bean
    Sessions sessions(
            SessionTable table,
            Revocations revocations,
            SessionRecords records,
            TableLog revocationRecords,
            Clocks clocks,
            SessionSettings settings) {
        return new Sessions(table, revocations, records, revocationRecords, clocks, settings);
    }

    @Bean
    CookieAuthentication cookieAuthentication(SessionTable table, Standing standing, Clocks clocks) {
        return new CookieAuthentication(table, standing, clocks);
    }
}
