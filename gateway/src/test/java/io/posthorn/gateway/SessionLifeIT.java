// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.contracts.session.SessionRules;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.gateway.rig.Browser;
import io.posthorn.gateway.rig.RawSocket;
import io.posthorn.gateway.rig.RunningGateway;
import io.posthorn.gateway.rig.StandingRecords;
import io.posthorn.gateway.rig.TestIssuer;
import io.posthorn.testkit.servers.KafkaSpace;
import io.posthorn.testkit.servers.RealKafka;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How long a session lasts on two gateways; with times that are short, and long enough for a machine that is busy. */
@RealKafka
class SessionLifeIT {

    private static final Duration IDLE = Duration.ofSeconds(6);
    private static final Duration LONGEST = Duration.ofSeconds(18);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int ENDED = 4001;

    static KafkaSpace kafka;
    private static final TestIssuer issuer = new TestIssuer();
    private static StandingRecords records;
    private static RunningGateway first;
    private static RunningGateway second;

    @BeforeAll
    static void start() {
        records = new StandingRecords(kafka);
        first = gateway("life-1");
        second = gateway("life-2");
    }

    private static RunningGateway gateway(String id) {
        return RunningGateway.start(
                kafka,
                issuer,
                id,
                "posthorn.gateway.session.idle=" + IDLE,
                "posthorn.gateway.session.longest=" + LONGEST,
                "posthorn.gateway.session.activity=1s",
                "posthorn.gateway.lease.lost-after=9s",
                "posthorn.gateway.hello-timeout=2m",
                "posthorn.gateway.resumed-timeout=2m");
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
        records.close();
        issuer.close();
    }

    @Test
    void whoIsNotHeardIsGoneEverywhere() {
        Browser browser = Browser.with(first.port(), issuer.token("silent"));
        long began = System.nanoTime();
        try (RawSocket here = browser.connect(first.port());
                RawSocket there = browser.connect(second.port())) {
            assertThat(here.readToClose()).isEqualTo(ENDED);
            assertThat(there.readToClose()).isEqualTo(ENDED);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(IDLE.minusMillis(500));
        assertThat(browser.show(first.port()).statusCode()).isEqualTo(401);
        assertThat(browser.show(second.port()).statusCode()).isEqualTo(401);
    }

    @Test
    void anActiveConnectionOnOneGatewayKeepsItAliveOnAll() throws Exception {
        Browser browser = Browser.with(first.port(), issuer.token("active"));
        var talking = Executors.newSingleThreadScheduledExecutor();
        try (RawSocket active = browser.connect(first.port());
                RawSocket silent = browser.connect(second.port())) {
            active.hello();
            Future<?> pings = talking.scheduleAtFixedRate(
                    () -> active.frame(RawSocket.FIN | RawSocket.PONG, new byte[0]), 0, 300, TimeUnit.MILLISECONDS);
            await().pollDelay(IDLE.multipliedBy(2)).atMost(LONG).until(() -> true);
            try (RawSocket again = browser.connect(second.port())) {
                assertThat(again.status()).isEqualTo(101);
            }

            pings.cancel(false);
            assertThat(active.readToClose()).isEqualTo(ENDED);
            assertThat(silent.readToClose()).isEqualTo(ENDED);
        } finally {
            talking.shutdownNow();
        }
        assertThat(browser.show(second.port()).statusCode()).isEqualTo(401);
        // Ten seconds and more of signs of life, written once a second at most, by whichever gateway.
        assertThat(writtenOf("active")).isBetween(4L, 30L);
    }

    @Test
    void askingKeepsItAliveToo() {
        Browser browser = Browser.with(first.port(), issuer.token("asking"));
        long end = System.nanoTime() + IDLE.multipliedBy(2).toNanos();

        await().pollInterval(Duration.ofMillis(500)).atMost(LONG).until(() -> {
            assertThat(browser.show(second.port()).statusCode()).isEqualTo(200);
            return System.nanoTime() > end;
        });
        assertThat(browser.show(first.port()).statusCode()).isEqualTo(200);
    }

    @Test
    void nothingKeepsItAliveForEver() {
        Browser browser = Browser.with(first.port(), issuer.token("restless"));
        var talking = Executors.newSingleThreadScheduledExecutor();
        try (RawSocket here = browser.connect(first.port());
                RawSocket there = browser.connect(second.port())) {
            here.hello();
            talking.scheduleAtFixedRate(
                    () -> here.frame(RawSocket.FIN | RawSocket.PONG, new byte[0]), 0, 300, TimeUnit.MILLISECONDS);
            long began = System.nanoTime();

            assertThat(there.readToClose()).isEqualTo(ENDED);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(IDLE.multipliedBy(2));
            talking.shutdownNow();
            assertThat(here.readToClose()).isEqualTo(ENDED);
        } finally {
            talking.shutdownNow();
        }
        assertThat(browser.show(first.port()).statusCode()).isEqualTo(401);
    }

    private static long writtenOf(String user) {
        return records.all(Topic.SESSIONS).stream()
                .filter(record -> record.value() != null)
                .flatMap(record -> SessionRules.read(record.key(), record.value()).stream())
                .filter(session -> session.getUser().equals(user))
                .count();
    }
}
