// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.session;

import static io.posthorn.gateway.session.TestSessions.BEGAN;
import static io.posthorn.gateway.session.TestSessions.IDLE;
import static io.posthorn.gateway.session.TestSessions.LATEST;
import static io.posthorn.gateway.session.TestSessions.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.session.RevocationRules;
import io.posthorn.contracts.session.Revocations;
import io.posthorn.contracts.v1.Revocation;
import io.posthorn.gateway.session.CookieSession.Due;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CookieSessionTest {

    private static final long EVERY = 20;
    private static final long KEPT = 5_000;

    private final CookieSession session = new CookieSession(session("s").build());

    @Test
    void endsWhenNothingIsHeard() {
        assertThat(session.isOver(BEGAN + IDLE - 1)).isFalse();
        assertThat(session.isOver(BEGAN + IDLE)).isTrue();
    }

    @Test
    void whatIsHeardHereMovesItsEnd() {
        session.heard(BEGAN + 50);

        assertThat(session.isOver(BEGAN + IDLE)).isFalse();
        assertThat(session.isOver(BEGAN + 50 + IDLE)).isTrue();
    }

    @Test
    void whatIsHeardElsewhereMovesItToo() {
        session.written(session("s").setActiveAt(BEGAN + 60).build(), BEGAN + 61);

        assertThat(session.isOver(BEGAN + 159)).isFalse();
        assertThat(session.isOver(BEGAN + 160)).isTrue();
    }

    @Test
    void nothingMovesItBack() {
        session.heard(BEGAN + 80);
        session.heard(BEGAN + 20);
        session.written(session("s").setActiveAt(BEGAN + 10).build(), BEGAN + 81);

        assertThat(session.endsAtIfSilent()).isEqualTo(BEGAN + 80 + IDLE);
    }

    @Test
    void atItsLatestItEnds() {
        session.heard(LATEST - 1);

        assertThat(session.isOver(LATEST - 1)).isFalse();
        assertThat(session.isOver(LATEST)).isTrue();
    }

    @Test
    void whatIsGoneStaysGone() {
        session.go();
        session.heard(BEGAN + 50);
        session.written(session("s").setActiveAt(BEGAN + 60).build(), BEGAN + 61);

        assertThat(session.isOver(BEGAN + 61)).isTrue();
    }

    @Test
    void itsTokenAndItsUserMakeItVoidToo() {
        assertThat(isVoidBy(RevocationRules.session("user-1", "s", 1_500))).isTrue();
        assertThat(isVoidBy(RevocationRules.session("user-1", "token-session", 1_500)))
                .isTrue();
        assertThat(isVoidBy(RevocationRules.user("user-1", 900))).isTrue();
        assertThat(isVoidBy(RevocationRules.everyone(900))).isTrue();
    }

    @Test
    void whatCameBeforeItsTokenDoesNot() {
        assertThat(isVoidBy(RevocationRules.user("user-1", 899))).isFalse();
        assertThat(isVoidBy(RevocationRules.everyone(899))).isFalse();
        assertThat(isVoidBy(RevocationRules.session("user-1", "other", 1_500))).isFalse();
        assertThat(isVoidBy(RevocationRules.session("user-2", "s", 1_500))).isFalse();
    }

    private boolean isVoidBy(Revocation.Builder revocation) {
        var revocations = new Revocations(Duration.ofDays(30));
        revocations.apply(revocation.build());
        return session.isVoid(revocations);
    }

    @Test
    void othersAreToldOfALifeThatTheyDoNotKnow() {
        assertThat(due(BEGAN + 30)).isEqualTo(Due.NOTHING);
        session.heard(BEGAN + 10);

        assertThat(due(BEGAN + 19)).isEqualTo(Due.NOTHING);
        assertThat(due(BEGAN + 20)).isEqualTo(Due.TELL_ACTIVITY);
        assertThat(session.withActivity().getActiveAt()).isEqualTo(BEGAN + 10);
        assertThat(session.withActivity().getUser()).isEqualTo("user-1");
    }

    @Test
    void othersAreToldAtMostOnceInAWhile() {
        session.heard(BEGAN + 10);
        session.writing(BEGAN + 20);

        assertThat(due(BEGAN + 39)).isEqualTo(Due.NOTHING);
        assertThat(due(BEGAN + 40)).isEqualTo(Due.TELL_ACTIVITY);
    }

    @Test
    void whoeverTellsItIsEnough() {
        session.heard(BEGAN + 10);
        session.written(session("s").setActiveAt(BEGAN + 12).build(), BEGAN + 15);
        assertThat(due(BEGAN + 35)).isEqualTo(Due.NOTHING);

        session.heard(BEGAN + 30);
        assertThat(due(BEGAN + 34)).isEqualTo(Due.NOTHING);
        assertThat(due(BEGAN + 35)).isEqualTo(Due.TELL_ACTIVITY);
    }

    @Test
    void whatIsOverIsNotToldOf() {
        session.heard(BEGAN + 10);

        assertThat(due(BEGAN + 10 + IDLE)).isEqualTo(Due.NOTHING);
    }

    @Test
    void longAfterItsEndItsRecordIsDeletedOnceAndThenItIsForgotten() {
        long deleted = BEGAN + IDLE + KEPT;

        assertThat(due(deleted - 1)).isEqualTo(Due.NOTHING);
        assertThat(due(deleted)).isEqualTo(Due.DELETE_SILENT_RECORD);
        session.writing(deleted);
        assertThat(due(deleted + 1)).isEqualTo(Due.NOTHING);
        session.go();
        assertThat(due(deleted + 1)).isEqualTo(Due.FORGET);
    }

    @Test
    void whatItsUserEndedIsOverAndItsRecordIsDeletedAtOnce() {
        session.heard(BEGAN + 10);
        session.writing(BEGAN + 20);
        session.end();

        assertThat(session.isOver(BEGAN + 21)).isTrue();
        assertThat(due(BEGAN + 21)).isEqualTo(Due.DELETE_RECORD);
        session.writing(BEGAN + 21);
        assertThat(due(BEGAN + 22)).isEqualTo(Due.NOTHING);
    }

    @Test
    void aRecordThatWasNotDeletedIsTriedAgain() {
        session.end();
        session.writing(BEGAN + 21);

        assertThat(due(BEGAN + 21 + EVERY)).isEqualTo(Due.DELETE_RECORD);
    }

    @Test
    void nothingBringsBackWhatItsUserEnded() {
        session.end();
        session.heard(BEGAN + 50);
        session.written(session("s").setActiveAt(BEGAN + 60).build(), BEGAN + 61);

        assertThat(session.isOver(BEGAN + 61)).isTrue();
        assertThat(due(BEGAN + 61 + EVERY)).isEqualTo(Due.DELETE_RECORD);
    }

    @Test
    void whatIsGoneIsRememberedUntilNothingComesAnyMore() {
        session.heard(BEGAN + 50);
        session.go();

        assertThat(due(BEGAN + 50 + IDLE + KEPT - 1)).isEqualTo(Due.NOTHING);
        assertThat(due(BEGAN + 50 + IDLE + KEPT)).isEqualTo(Due.FORGET);
    }

    @Test
    void saysWhoItIs() {
        var identity = session.identity();

        assertThat(identity.bearer().user()).isEqualTo("user-1");
        assertThat(identity.bearer().session()).isEqualTo("s");
        assertThat(identity.bearer().issuedAt()).isEqualTo(Instant.ofEpochMilli(900));
        assertThat(identity.bearer().expiresAt()).isEqualTo(Instant.ofEpochMilli(LATEST));
        assertThat(identity.displayName()).isEqualTo("User One");
        assertThat(identity.roles()).containsExactly("clerk");
        assertThat(identity.scopes()).containsExactly("device");
    }

    private Due due(long now) {
        return session.due(now, EVERY, KEPT);
    }
}
