// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.session.RevocationRules;
import io.posthorn.contracts.session.SessionRules;
import io.posthorn.contracts.v1.Revocation;
import io.posthorn.contracts.v1.Session;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KnownSessionsTest {

    private static final long NOW = 1_000;

    private final KnownSessions sessions = new KnownSessions(Duration.ofDays(30));

    @Test
    void theUsersOwnTheOldestFirst() {
        read(session("b").setBeganAt(200));
        read(session("a").setBeganAt(300));
        read(session("c").setUser("user-2"));

        assertThat(sessions.of("user-1", NOW)).extracting(Session::getSession).containsExactly("b", "a");
        assertThat(sessions.of("user-3", NOW)).isEmpty();
    }

    @Test
    void aSignOfLifeIsTheSameSession() {
        read(session("a"));
        read(session("a").setActiveAt(1_050));

        assertThat(sessions.of("user-1", 1_100))
                .singleElement()
                .satisfies(each -> assertThat(each.getActiveAt()).isEqualTo(1_050));
    }

    @Test
    void whatHasEndedIsNotListed() {
        read(session("idle").setActiveAt(NOW - 100));
        read(session("latest").setActiveAt(NOW).setEndsAt(NOW));
        read(session("deleted"));
        sessions.applySession(SessionRules.key("deleted"), null);

        assertThat(sessions.of("user-1", NOW)).isEmpty();
    }

    @Test
    void whatWasRevokedIsNotListed() {
        read(session("a"));
        read(session("b").setTokenSession("sid-b"));
        read(session("c").setTokenIssuedAt(901));
        revoke(RevocationRules.session("user-1", "a", NOW));
        revoke(RevocationRules.session("user-1", "sid-b", NOW));
        revoke(RevocationRules.user("user-1", 900));

        assertThat(sessions.of("user-1", NOW)).extracting(Session::getSession).containsExactly("c");
    }

    @Test
    void whatSaysNothingIsPassedOver() {
        sessions.applySession(SessionRules.key("a"), new byte[] {(byte) 0xFF});
        sessions.applySession(SessionRules.key("other"), session("a").build().toByteArray());
        sessions.applyRevocation(new byte[] {(byte) 0xFF});
        sessions.applyRevocation(null);
        read(session("b"));

        assertThat(sessions.of("user-1", NOW)).extracting(Session::getSession).containsExactly("b");
    }

    @Test
    void itsLatestEndIsKnownOfOnesOwnOnly() {
        read(session("a"));

        assertThat(sessions.latestEnd("user-1", "a")).hasValue(2_000L);
        assertThat(sessions.latestEnd("user-2", "a")).isEmpty();
        assertThat(sessions.latestEnd("user-1", "sid-of-a-token")).isEmpty();
    }

    @Test
    void whatIsPastIsForgotten() {
        read(session("a"));
        sessions.forget(2_001);

        assertThat(sessions.latestEnd("user-1", "a")).isEmpty();
    }

    private void read(Session.Builder session) {
        sessions.applySession(
                SessionRules.key(session.getSession()), session.build().toByteArray());
    }

    private void revoke(Revocation.Builder revocation) {
        sessions.applyRevocation(revocation.build().toByteArray());
    }

    private static Session.Builder session(String id) {
        return Session.newBuilder()
                .setSession(id)
                .setUser("user-1")
                .setBeganAt(950)
                .setActiveAt(950)
                .setIdle(100)
                .setEndsAt(2_000)
                .setTokenIssuedAt(900);
    }
}
