// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.delivery.device.DeviceLimits.Admission;
import io.posthorn.delivery.state.DeviceState;
import io.posthorn.delivery.state.UserState;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeviceLimitsTest {

    private static final DeviceLimits LIMITS = new DeviceLimits(3, Duration.ofMillis(1_000));
    private static final UserState FULL = user(300, 100, 200);

    @Test
    void whoIsKnownOrHasRoomIsAdmitted() {
        assertThat(LIMITS.admit(FULL, "device-0", Set.of())).isEqualTo(new Admission.Admitted());
        assertThat(LIMITS.admit(user(100, 100), "new", Set.of())).isEqualTo(new Admission.Admitted());
    }

    @Test
    void aFurtherOneTakesThePlaceOfTheOneLongestUnseen() {
        assertThat(LIMITS.admit(FULL, "new", Set.of())).isEqualTo(new Admission.InsteadOf("device-1"));
    }

    @Test
    void whoIsConnectedIsNotForgottenForAnother() {
        assertThat(LIMITS.admit(FULL, "new", Set.of("device-1"))).isEqualTo(new Admission.InsteadOf("device-2"));
    }

    @Test
    void whereAllAreConnectedAFurtherOneIsRefused() {
        assertThat(LIMITS.admit(FULL, "new", Set.of("device-0", "device-1", "device-2")))
                .isEqualTo(new Admission.Refused());
    }

    @Test
    void whoWasAwayForTooLongIsAbsent() {
        assertThat(LIMITS.absent(FULL, Set.of(), 1_099)).isEmpty();
        assertThat(LIMITS.absent(FULL, Set.of(), 1_200)).containsExactlyInAnyOrder("device-1", "device-2");
        assertThat(LIMITS.absent(FULL, Set.of("device-1"), 1_200)).containsExactly("device-2");
    }

    @Test
    void theNextAbsenceIsThatOfTheOneLongestUnseen() {
        assertThat(LIMITS.nextAbsence(FULL)).hasValue(1_100L);
        assertThat(LIMITS.nextAbsence(UserState.getDefaultInstance())).isEmpty();
    }

    private static UserState user(long... lastSeen) {
        var user = UserState.newBuilder();
        for (int i = 0; i < lastSeen.length; i++) {
            user.putDevices(
                    "device-" + i,
                    DeviceState.newBuilder().setLastSeen(lastSeen[i]).build());
        }
        return user.build();
    }
}
