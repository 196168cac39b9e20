// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.revocation;

import io.posthorn.contracts.notification.Rejection;
import io.posthorn.contracts.session.RevocationRules;
import io.posthorn.history.recording.Intake;
import io.posthorn.history.recording.Place;
import org.jspecify.annotations.Nullable;

/** Reads a record of {@code posthorn.revocations}. */
final class RevocationIntake {

    private RevocationIntake() {}

    static Intake<RevocationFact> of(byte @Nullable [] key, byte @Nullable [] value, Place place) {
        if (value == null) {
            // Who takes the record out of its topic takes nothing back of what was said.
            return new Intake.Pass<>();
        }
        if (!place.isSound()) {
            return new Intake.Park<>(Rejection.FAILED, "it was appended in no year from 2000 to 9999");
        }
        return RevocationRules.read(value)
                .<Intake<RevocationFact>>map(revocation -> new Intake.Take<>(new RevocationFact(place, revocation)))
                .orElseGet(() -> new Intake.Park<>(
                        Rejection.UNPARSEABLE, "the value is no Revocation of anybody up to any time"));
    }
}
