// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Connected;
import io.posthorn.contracts.v1.DisconnectCause;
import io.posthorn.contracts.v1.ResumeFrom;
import io.posthorn.history.recording.Place;
import io.posthorn.history.rig.TestDevice;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HappenedTest {

    private static final TestDevice PHONE = new TestDevice("user-1", "phone", "c-1");

    @ParameterizedTest
    @EnumSource(DisconnectCause.class)
    void everyCauseHasAWord(DisconnectCause cause) {
        assertThat(Happened.cause(cause)).matches("[a-z]+(-[a-z]+)*");
    }

    @Test
    void aCauseThatIsNotKnownIsSaidToBe() {
        assertThat(Happened.cause(DisconnectCause.UNRECOGNIZED)).isEqualTo("unknown");
        assertThat(Happened.cause(DisconnectCause.DISCONNECT_CAUSE_UNSPECIFIED)).isEqualTo("unknown");
        assertThat(Happened.cause(DisconnectCause.DISCONNECT_CAUSE_LEASE_LOST)).isEqualTo("lease-lost");
        assertThat(Happened.resume(ResumeFrom.UNRECOGNIZED)).isEqualTo("unknown");
    }

    @Test
    void aCursorThatIsNoPlaceIsNone() {
        Connected forged = Connected.newBuilder()
                .setResumeFrom(ResumeFrom.RESUME_FROM_CURSOR)
                .setCursor(Positions.of(1, -5, 0))
                .build();

        Happened row = Happened.of(new ConnectionFact(new Place(0, 1, Instant.EPOCH), PHONE.connected(forged)));

        assertThat(row.cursor()).isEqualTo(Positions.START);
        assertThat(row.resume()).isEqualTo("cursor");
    }
}
