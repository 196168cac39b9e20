// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.GroupMember;
import io.posthorn.history.recording.Intake;
import io.posthorn.history.recording.Place;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MembershipIntakeTest {

    private static final Place PLACE = new Place(1, 17, Instant.parse("2026-11-20T10:00:00Z"));
    private static final byte[] VALUE =
            GroupMember.newBuilder().setGroup("eng").setUser("user-1").build().toByteArray();

    @Test
    void aRecordOfBothIsAMember() {
        assertThat(MembershipIntake.of(key("eng\0user-1"), VALUE, PLACE))
                .isEqualTo(new Intake.Take<>(new MembershipFact(PLACE, "eng", "user-1", true)));
    }

    @Test
    void aTombstoneIsWhoHasLeft() {
        assertThat(MembershipIntake.of(key("eng\0user-1"), null, PLACE))
                .isEqualTo(new Intake.Take<>(new MembershipFact(PLACE, "eng", "user-1", false)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "eng", "eng\0", "\0user-1", "eng\0user-1\0", "eng\0user 1"})
    void aKeyThatIsNotBothIsParked(String key) {
        assertThat(MembershipIntake.of(key(key), VALUE, PLACE)).isInstanceOf(Intake.Park.class);
        assertThat(MembershipIntake.of(key(key), null, PLACE)).isInstanceOf(Intake.Park.class);
    }

    @Test
    void aValueThatSaysSomethingElseIsParked() {
        assertThat(MembershipIntake.of(key("eng\0user-2"), VALUE, PLACE)).isInstanceOf(Intake.Park.class);
        assertThat(MembershipIntake.of(key("eng\0user-1"), new byte[] {(byte) 0xFF}, PLACE))
                .isInstanceOf(Intake.Park.class);
        assertThat(MembershipIntake.of(null, VALUE, PLACE)).isInstanceOf(Intake.Park.class);
        assertThat(MembershipIntake.of(new byte[] {(byte) 0xC3, 0, 'a'}, VALUE, PLACE))
                .isInstanceOf(Intake.Park.class);
    }

    private static byte[] key(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
