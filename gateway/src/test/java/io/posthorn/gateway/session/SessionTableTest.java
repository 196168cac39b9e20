// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.session;

import static io.posthorn.gateway.session.TestSessions.BEGAN;
import static io.posthorn.gateway.session.TestSessions.IDLE;
import static io.posthorn.gateway.session.TestSessions.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.session.RevocationRules;
import io.posthorn.contracts.session.Revocations;
import io.posthorn.contracts.session.SessionRules;
import io.posthorn.contracts.v1.Session;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SessionTableTest {

    private final Revocations revocations = new Revocations(Duration.ofDays(30));
    private final SessionTable table = new SessionTable(revocations);

    @Test
    void whatIsReadIsKnown() {
        assertThat(read(session("s"))).isTrue();

        assertThat(table.find("s")).isNotNull();
        assertThat(table.isVoid("user-1", "s", 900, BEGAN)).isFalse();
        assertThat(table.rememberedOf("user-1")).isEqualTo(1);
    }

    @Test
    void theSameAgainIsOneSession() {
        read(session("s"));
        read(session("s").setActiveAt(BEGAN + 50));

        assertThat(table.size()).isEqualTo(1);
        assertThat(table.rememberedOf("user-1")).isEqualTo(1);
        assertThat(table.isVoid("user-1", "s", 900, BEGAN + IDLE)).isFalse();
    }

    @Test
    void whatIsDeletedIsOverAndDoesNotComeBackWithALateSignOfLife() {
        read(session("s"));
        table.apply(SessionRules.key("s"), null, BEGAN);
        read(session("s").setActiveAt(BEGAN + 50));

        assertThat(table.isVoid("user-1", "s", 900, BEGAN + 1)).isTrue();
    }

    @Test
    void deletingWhatIsNotKnownDoesNothing() {
        assertThat(table.apply(SessionRules.key("s"), null, BEGAN)).isTrue();
        assertThat(table.size()).isZero();
    }

    @Test
    void whatSaysNothingIsSaidTo() {
        assertThat(table.apply(SessionRules.key("s"), new byte[] {(byte) 0xFF}, BEGAN))
                .isFalse();
        assertThat(table.apply(SessionRules.key("other"), session("s").build().toByteArray(), BEGAN))
                .isFalse();
        assertThat(table.size()).isZero();
    }

    @Test
    void whoeverHasNoCookieSessionIsVoidByRevocationOnly() {
        assertThat(table.isVoid("user-1", "", 900, BEGAN)).isFalse();
        assertThat(table.isVoid("user-1", "sid-of-a-token", 900, BEGAN)).isFalse();

        revocations.apply(
                RevocationRules.session("user-1", "sid-of-a-token", BEGAN).build());
        assertThat(table.isVoid("user-1", "sid-of-a-token", 900, BEGAN)).isTrue();
    }

    @Test
    void aSessionIsVoidByItsTokensSession() {
        read(session("s"));
        revocations.apply(
                RevocationRules.session("user-1", "token-session", BEGAN).build());

        assertThat(table.isVoid("user-1", "s", 900, BEGAN)).isTrue();
    }

    @Test
    void aConnectionThatIsHeardKeepsItAlive() {
        read(session("s"));
        table.heard("user-1", "s", BEGAN + 90);
        table.heard("user-1", "of a token", BEGAN + 90);

        assertThat(table.isVoid("user-1", "s", 900, BEGAN + IDLE)).isFalse();
        assertThat(table.isVoid("user-1", "s", 900, BEGAN + 90 + IDLE)).isTrue();
    }

    @Test
    void aTokenWhoseSessionIsCalledLikeSomebodyElsesHasNothingToDoWithIt() {
        read(session("s"));

        assertThat(table.find("user-2", "s")).isNull();
        table.heard("user-2", "s", BEGAN + 90);
        assertThat(table.isVoid("user-1", "s", 900, BEGAN + IDLE)).isTrue();
        assertThat(table.isVoid("user-2", "s", 900, BEGAN + IDLE)).isFalse();
    }

    @Test
    void whatHasEndedBeforeItsTimeStillCountsForItsUser() {
        read(session("s"));
        read(session("t"));
        table.apply(SessionRules.key("s"), null, BEGAN);

        assertThat(table.liveOf("user-1", BEGAN)).isEqualTo(1);
        assertThat(table.rememberedOf("user-1")).isEqualTo(2);
        assertThat(table.liveOf("user-2", BEGAN)).isZero();
    }

    @Test
    void whatIsForgottenLeavesNothing() {
        read(session("s"));
        CookieSession known = table.find("s");
        table.forget(known);
        table.forget(known);

        assertThat(table.size()).isZero();
        assertThat(table.rememberedOf("user-1")).isZero();
    }

    @Test
    void whoComesBeforeTheRecordWaitsForIt() throws Exception {
        var started = new CountDownLatch(1);
        var found = CompletableFuture.supplyAsync(() -> {
            started.countDown();
            return await("s", Duration.ofSeconds(30));
        });
        started.await();
        read(session("other"));
        read(session("s"));

        assertThat(found.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void butNotForLong() {
        assertThat(await("never", Duration.ofMillis(20))).isFalse();
    }

    private boolean await(String id, Duration atMost) {
        try {
            return table.await(id, atMost) != null;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private boolean read(Session.Builder session) {
        return table.apply(
                SessionRules.key(session.getSession()), session.build().toByteArray(), BEGAN);
    }
}
