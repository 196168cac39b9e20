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
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** How long a session lasts on two gateways; with times that are short, and long enough for a machine that is busy. */
@Execution(ExecutionMode.CONCURRENT)
@RealKafka
class SessionLifeIT {

    private static final Duration IDLE = Duration.ofSeconds(6);
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int ENDED = 4001;
    private static final int RESUME = 4200;

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
                "posthorn.gateway.heartbeat=15s",
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
            assertThat(endOf(browser, here, first)).isEqualTo(ENDED);
            assertThat(endOf(browser, there, second)).isEqualTo(ENDED);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(IDLE.minusMillis(500));
        assertThat(browser.show(first.port()).statusCode()).isEqualTo(401);
        assertThat(browser.show(second.port()).statusCode()).isEqualTo(401);
    }

    @Test
    void anActiveConnectionOnOneGatewayKeepsItAliveOnAll() throws Exception {
        Browser browser = Browser.with(first.port(), issuer.token("active"));
        try (Talker active = new Talker(browser, first);
                RawSocket silent = browser.connect(second.port())) {
            await().pollDelay(IDLE.multipliedBy(2)).atMost(LONG).until(() -> true);
            try (RawSocket again = connected(browser, second)) {
                assertThat(again.status()).isEqualTo(101);
            }

            active.fallSilent();
            assertThat(endOf(browser, active.socket, first)).isEqualTo(ENDED);
            assertThat(endOf(browser, silent, second)).isEqualTo(ENDED);
        }
        assertThat(browser.show(second.port()).statusCode()).isEqualTo(401);
        // Twelve seconds and more of signs of life, written once a second at most by each of the gateways.
        assertThat(writtenOf("active")).isBetween(4L, 50L);
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
    void nothingKeepsItAliveForEver() throws Exception {
        Browser browser = Browser.with(first.port(), issuer.token("restless"));
        long began = System.nanoTime();
        try (Talker here = new Talker(browser, first);
                RawSocket there = browser.connect(second.port())) {
            assertThat(endOf(browser, there, second)).isEqualTo(ENDED);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(IDLE.multipliedBy(2));
            here.fallSilent();
            assertThat(endOf(browser, here.socket, first)).isEqualTo(ENDED);
        }
        assertThat(browser.show(first.port()).statusCode()).isEqualTo(401);
    }

    /**
     * The code with which a session's connection ends for good. A gateway that got no time for nine seconds has lost its lease and
     * sends everybody away to come back.
     */
    private static int endOf(Browser browser, RawSocket socket, RunningGateway gateway) {
        int code = socket.readToClose();
        while (code == RESUME) {
            try (RawSocket again = connected(browser, gateway)) {
                code = again.status() == 101 ? again.readToClose() : ENDED;
            }
        }
        return code;
    }

    /** Or refused for good. */
    private static RawSocket connected(Browser browser, RunningGateway gateway) {
        return await().atMost(LONG).until(() -> browser.connect(gateway.port()), socket -> socket.status() != 503);
    }

    /** A device that is heard several times a second, and comes back when it is sent away. */
    private static final class Talker implements AutoCloseable {

        private final Browser browser;
        private final RunningGateway gateway;
        private final ScheduledExecutorService talking = Executors.newSingleThreadScheduledExecutor();
        private volatile RawSocket socket;

        Talker(Browser browser, RunningGateway gateway) {
            this.browser = browser;
            this.gateway = gateway;
            this.socket = browser.connect(gateway.port());
            talking.scheduleAtFixedRate(this::talk, 0, 300, TimeUnit.MILLISECONDS);
        }

        private void talk() {
            try {
                socket.frame(RawSocket.FIN | RawSocket.PONG, new byte[0]);
            } catch (UncheckedIOException sentAway) {
                RawSocket again = browser.connect(gateway.port());
                if (again.status() == 101) {
                    socket = again;
                } else {
                    again.close();
                }
            }
        }

        void fallSilent() throws InterruptedException {
            talking.shutdown();
            assertThat(talking.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }

        @Override
        public void close() {
            talking.shutdownNow();
            socket.close();
        }
    }

    private static long writtenOf(String user) {
        return records.all(Topic.SESSIONS).stream()
                .filter(record -> record.value() != null)
                .flatMap(record -> SessionRules.read(record.key(), record.value()).stream())
                .filter(session -> session.getUser().equals(user))
                .count();
    }
}
