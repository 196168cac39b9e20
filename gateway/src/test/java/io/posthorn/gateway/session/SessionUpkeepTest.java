// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.session.RevocationRules;
import io.posthorn.contracts.session.Revocations;
import io.posthorn.contracts.session.SessionRules;
import io.posthorn.contracts.v1.Session;
import io.posthorn.gateway.deadline.MonotonicClock;
import io.posthorn.gateway.token.Standing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionUpkeepTest {

    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long BEGAN = 100 * HOUR;

    private final Revocations revocations = new Revocations(Duration.ofDays(30));
    private final SessionTable table = new SessionTable(revocations);
    private final List<String> written = new ArrayList<>();
    private boolean known = true;
    private boolean taken = true;

    private final SessionUpkeep upkeep = new SessionUpkeep(
            table,
            new Standing() {
                @Override
                public boolean isKnown() {
                    return known;
                }

                @Override
                public boolean isVoid(String user, String session, Instant issuedAt) {
                    return false;
                }
            },
            this::write,
            new Clocks(InstantSource.system(), MonotonicClock.system()),
            new SessionSettings(
                    Duration.ofMinutes(30), Duration.ofHours(12), Duration.ofMinutes(1), Duration.ofMillis(500), 16),
            "gateway-1");

    private CompletableFuture<Void> write(String session, byte[] record) {
        written.add((record == null ? "delete " : "tell ") + session);
        return taken
                ? new CompletableFuture<>()
                : CompletableFuture.failedFuture(new IllegalStateException("Kafka is away"));
    }

    @AfterEach
    void stop() {
        upkeep.close();
    }

    @Test
    void othersAreToldWhoIsAlive() {
        begin("s");
        table.heard("user-1", "s", BEGAN + 50_000);

        upkeep.run(BEGAN + MINUTE);
        upkeep.run(BEGAN + MINUTE + 5_000);

        assertThat(written).containsExactly("tell s");
    }

    @Test
    void whatItsUserEndedIsDeletedAtOnce() {
        CookieSession session = begin("s");
        session.end();

        upkeep.run(BEGAN + 10);

        assertThat(written).containsExactly("delete s");
    }

    @Test
    void whatIsSilentIsDeletedLaterAndThenForgotten() {
        begin("s");
        upkeep.run(BEGAN + HOUR);
        assertThat(written).isEmpty();

        upkeep.run(BEGAN + 2 * HOUR);
        assertThat(written).containsExactly("delete s");
        table.apply(SessionRules.key("s"), null, BEGAN + 2 * HOUR);
        upkeep.run(BEGAN + 2 * HOUR + 1);

        assertThat(table.size()).isZero();
    }

    /** Ended by its user it would have been silent only later: it counts for so long. */
    @Test
    void whatIsGoneEarlyIsRememberedForAsLong() {
        begin("s").end();
        table.apply(SessionRules.key("s"), null, BEGAN + 10);

        upkeep.run(BEGAN + HOUR);
        assertThat(table.rememberedOf("user-1")).isEqualTo(1);
        upkeep.run(BEGAN + 2 * HOUR);
        assertThat(table.rememberedOf("user-1")).isZero();
    }

    /** It would be the one to end a session whose signs of life it has not read, for everybody. */
    @Test
    void whoWasBlindDeletesNothingBeforeOthersCouldTellWhoIsAlive() {
        begin("s");
        known = false;
        upkeep.run(BEGAN + 3 * HOUR);
        known = true;

        upkeep.run(BEGAN + 3 * HOUR + 1);
        assertThat(written).isEmpty();
        table.put(session(BEGAN + 3 * HOUR, "s"), BEGAN + 3 * HOUR + MINUTE);
        upkeep.run(BEGAN + 3 * HOUR + 2 * MINUTE);
        assertThat(written).isEmpty();
    }

    /** Who cannot read can perhaps write, and others listen. */
    @Test
    void whatIsCertainIsWrittenAllTheSame() {
        known = false;
        begin("s").end();
        begin("t");
        table.heard("user-1", "t", BEGAN + 50_000);

        upkeep.run(BEGAN + MINUTE);

        assertThat(written).containsExactlyInAnyOrder("delete s", "tell t");
    }

    @Test
    void andThenItDoes() {
        begin("s");
        known = false;
        upkeep.run(BEGAN + 3 * HOUR);
        known = true;

        upkeep.run(BEGAN + 3 * HOUR + 2 * MINUTE);

        assertThat(written).containsExactly("delete s");
    }

    /** Each attempt may have waited for Kafka. */
    @Test
    void afterTheFirstThatKafkaDoesNotTakeTheOthersWaitForTheNextTime() {
        for (String id : List.of("s", "t", "u")) {
            begin(id);
            table.heard("user-1", id, BEGAN + 50_000);
        }
        taken = false;
        upkeep.run(BEGAN + MINUTE);
        assertThat(written).hasSize(1);

        taken = true;
        upkeep.run(BEGAN + MINUTE + 5_000);
        assertThat(written).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void whatConcernsNothingAnyMoreIsForgotten() {
        revocations.apply(RevocationRules.session("user-1", "s", BEGAN)
                .setNeededUntil(BEGAN + MINUTE)
                .build());
        known = false;

        upkeep.run(BEGAN + 3 * MINUTE);

        assertThat(revocations.size()).isZero();
    }

    private CookieSession begin(String id) {
        return table.put(session(BEGAN, id), BEGAN);
    }

    private static Session session(long activeAt, String id) {
        return TestSessions.session(id)
                .setBeganAt(BEGAN)
                .setActiveAt(activeAt)
                .setIdle(30 * MINUTE)
                .setEndsAt(BEGAN + 12 * HOUR)
                .build();
    }
}
