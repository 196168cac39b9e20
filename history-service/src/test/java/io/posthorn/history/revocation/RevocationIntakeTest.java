// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.session.RevocationRules;
import io.posthorn.contracts.v1.Revocation;
import io.posthorn.history.recording.Intake;
import io.posthorn.history.recording.Place;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RevocationIntakeTest {

    private static final Place PLACE = new Place(1, 17, Instant.parse("2026-11-20T10:00:00Z"));

    @Test
    void whatIsRevokedIsTaken() {
        Revocation session = RevocationRules.session("user-1", "s-1", 5)
                .setReason("stolen")
                .setBy("admin-1")
                .build();

        assertThat(of(session.toByteArray())).isEqualTo(new Intake.Take<>(new RevocationFact(PLACE, session)));
    }

    @Test
    void itIsOfASessionAUserOrEveryone() {
        assertThat(fact(RevocationRules.session("user-1", "s-1", 5)).whose()).isEqualTo("user-1");
        assertThat(fact(RevocationRules.session("user-1", "s-1", 5)).session()).isEqualTo("s-1");
        assertThat(fact(RevocationRules.user("user-1", 5)).session()).isEmpty();
        assertThat(fact(RevocationRules.everyone(5)).whose()).isEqualTo(RevocationFact.EVERYONE);
    }

    @Test
    void aTombstoneTakesNothingBack() {
        assertThat(of(null)).isEqualTo(new Intake.Pass<>());
    }

    @Test
    void whatRevokesNothingIsParked() {
        assertThat(of(new byte[] {(byte) 0xFF, 1})).isInstanceOf(Intake.Park.class);
        assertThat(of(new byte[0])).isInstanceOf(Intake.Park.class);
        assertThat(of(RevocationRules.user("user 1", 5).build().toByteArray())).isInstanceOf(Intake.Park.class);
        assertThat(of(RevocationRules.user("user-1", 0).build().toByteArray())).isInstanceOf(Intake.Park.class);
    }

    @Test
    void aLongReasonIsCutBetweenCharacters() {
        RevocationFact fact = fact(RevocationRules.user("user-1", 5).setReason("😀".repeat(600)));

        assertThat(fact.reason()).isEqualTo("😀".repeat(500));
    }

    private static RevocationFact fact(Revocation.Builder revocation) {
        return new RevocationFact(PLACE, revocation.build());
    }

    private static Intake<RevocationFact> of(byte[] value) {
        return RevocationIntake.of(null, value, PLACE);
    }
}
