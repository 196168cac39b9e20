// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.session;

import static io.posthorn.contracts.session.RevocationRules.everyone;
import static io.posthorn.contracts.session.RevocationRules.session;
import static io.posthorn.contracts.session.RevocationRules.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.posthorn.contracts.v1.Revocation;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RevocationsTest {

    private static final long NOW = 1_000_000;
    private static final long LIFE = 10_000;

    private final Revocations revocations = new Revocations(Duration.ofMillis(LIFE));

    @Test
    void nothingIsVoidAtFirst() {
        assertThat(revocations.isVoid("user-1", "s", 0)).isFalse();
        assertThat(revocations.size()).isZero();
    }

    @Test
    void aRevokedSessionIsVoidWheneverItsTokenWasIssued() {
        apply(session("user-1", "s", NOW));

        assertThat(revocations.isVoid("user-1", "s", NOW - 1)).isTrue();
        assertThat(revocations.isVoid("user-1", "s", NOW + 1)).isTrue();
    }

    @Test
    void anotherSessionAndTheSameNameOfAnotherUserAreNot() {
        apply(session("user-1", "s", NOW));

        assertThat(revocations.isVoid("user-1", "t", 0)).isFalse();
        assertThat(revocations.isVoid("user-1", "", 0)).isFalse();
        assertThat(revocations.isVoid("user-2", "s", 0)).isFalse();
    }

    @Test
    void ofARevokedUserIsVoidWhatWasIssuedUpToThen() {
        apply(user("user-1", NOW));

        assertThat(revocations.isVoid("user-1", "s", NOW)).isTrue();
        assertThat(revocations.isVoid("user-1", "", 0)).isTrue();
        assertThat(revocations.isVoid("user-1", "s", NOW + 1)).isFalse();
        assertThat(revocations.isVoid("user-2", "s", NOW)).isFalse();
    }

    @Test
    void ofEveryoneTheSame() {
        apply(everyone(NOW));

        assertThat(revocations.isVoid("anybody", "", NOW)).isTrue();
        assertThat(revocations.isVoid("anybody", "", NOW + 1)).isFalse();
    }

    @Test
    void oneThatReachesLessFarTakesNothingBack() {
        apply(user("user-1", NOW));
        apply(user("user-1", NOW - 500));
        apply(everyone(NOW - 100));
        apply(everyone(NOW - 900));

        assertThat(revocations.isVoid("user-1", "", NOW)).isTrue();
        assertThat(revocations.isVoid("user-2", "", NOW - 100)).isTrue();
    }

    @Test
    void theSameAgainIsTheSame() {
        apply(session("user-1", "s", NOW));
        apply(session("user-1", "s", NOW));

        assertThat(revocations.size()).isEqualTo(1);
    }

    @Test
    void isForgottenWhenNoTokenCanBeThatOld() {
        apply(user("user-1", NOW));
        apply(session("user-1", "s", NOW));

        revocations.forget(NOW + LIFE);
        assertThat(revocations.isVoid("user-1", "s", NOW)).isTrue();

        revocations.forget(NOW + LIFE + 1);
        assertThat(revocations.isVoid("user-1", "s", NOW)).isFalse();
        assertThat(revocations.size()).isZero();
    }

    @Test
    void isForgottenEarlierWhereItSaysSo() {
        apply(session("user-1", "s", NOW).setNeededUntil(NOW + 100));

        revocations.forget(NOW + 100);
        assertThat(revocations.isVoid("user-1", "s", 0)).isTrue();
        revocations.forget(NOW + 101);
        assertThat(revocations.isVoid("user-1", "s", 0)).isFalse();
    }

    @Test
    void theLongerNeedCounts() {
        apply(session("user-1", "s", NOW).setNeededUntil(NOW + 100));
        apply(session("user-1", "s", NOW).setNeededUntil(NOW + 50));

        revocations.forget(NOW + 75);
        assertThat(revocations.isVoid("user-1", "s", 0)).isTrue();
    }

    @Test
    void whatNamesNobodyIsNoRevocation() {
        assertThatIllegalArgumentException().isThrownBy(() -> apply(Revocation.newBuilder()));
    }

    private void apply(Revocation.Builder revocation) {
        revocations.apply(revocation.build());
    }
}
