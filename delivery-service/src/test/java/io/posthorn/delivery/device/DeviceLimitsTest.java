// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.wire.CloseCode;
import io.posthorn.delivery.device.DeviceLimits.Admission;
import io.posthorn.delivery.device.DeviceLimits.Others;
import io.posthorn.delivery.state.DeviceState;
import io.posthorn.delivery.state.UserState;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeviceLimitsTest {

    private static final DeviceLimits LIMITS = limits(3, DevicePolicy.MANY);
    private static final UserState FULL = user(300, 100, 200);
    private static final Others NOBODY = new Others(Set.of(), Set.of());
    private static final Admission ADMITTED = new Admission.Admitted(Set.of(), Optional.empty());
    private static final Admission REFUSED = new Admission.Refused();

    @Test
    void whoIsKnownOrHasRoomIsAdmitted() {
        assertThat(LIMITS.admit(FULL, "device-0", NOBODY)).isEqualTo(ADMITTED);
        assertThat(LIMITS.admit(user(100, 100), "new", NOBODY)).isEqualTo(ADMITTED);
        assertThat(LIMITS.admit(FULL, "device-0", there("device-1", "device-2")))
                .isEqualTo(ADMITTED);
    }

    @Test
    void aFurtherOneTakesThePlaceOfTheOneLongestUnseen() {
        assertThat(LIMITS.admit(FULL, "new", NOBODY)).isEqualTo(insteadOf("device-1"));
    }

    @Test
    void whoIsConnectedIsNotForgottenForAnother() {
        assertThat(LIMITS.admit(FULL, "new", there("device-1"))).isEqualTo(insteadOf("device-2"));
        assertThat(LIMITS.admit(FULL, "new", perhapsThere("device-1"))).isEqualTo(insteadOf("device-2"));
    }

    @Test
    void whereAllAreConnectedAFurtherOneIsRefused() {
        assertThat(LIMITS.admit(FULL, "new", there("device-0", "device-1", "device-2")))
                .isEqualTo(REFUSED);
    }

    @Test
    void whereOneMayBeConnectedTheNewerOneWins() {
        DeviceLimits one = limits(3, DevicePolicy.ONE_NEWER_WINS);

        assertThat(one.admit(FULL, "device-0", NOBODY)).isEqualTo(ADMITTED);
        assertThat(one.admit(FULL, "device-0", there("device-1"))).isEqualTo(insteadOfConnected("device-1"));
        assertThat(one.admit(FULL, "device-0", perhapsThere("device-1"))).isEqualTo(insteadOfConnected("device-1"));
        assertThat(one.admit(user(1), "new", there("device-0"))).isEqualTo(insteadOfConnected("device-0"));
    }

    @Test
    void whoIsReplacedStaysKnownWhereAnotherCanBeForgotten() {
        DeviceLimits one = limits(3, DevicePolicy.ONE_NEWER_WINS);

        assertThat(one.admit(FULL, "new", there("device-1")))
                .isEqualTo(new Admission.Admitted(Set.of("device-1"), Optional.of("device-2")));
        assertThat(limits(1, DevicePolicy.ONE_NEWER_WINS).admit(user(1), "new", there("device-0")))
                .isEqualTo(new Admission.Admitted(Set.of("device-0"), Optional.of("device-0")));
    }

    @Test
    void whereOneMayBeConnectedTheNewerOneIsRefused() {
        DeviceLimits one = limits(3, DevicePolicy.ONE_NEWER_REFUSED);

        assertThat(one.admit(FULL, "device-0", NOBODY)).isEqualTo(ADMITTED);
        assertThat(one.admit(FULL, "device-0", there("device-1"))).isEqualTo(REFUSED);
        assertThat(one.admit(user(1), "new", there("device-0"))).isEqualTo(REFUSED);
        assertThat(one.admit(FULL, "new", there("device-0"))).isEqualTo(REFUSED);
    }

    @Test
    void whoseGatewayIsGoneKeepsNobodyOut() {
        DeviceLimits one = limits(3, DevicePolicy.ONE_NEWER_REFUSED);

        assertThat(one.admit(FULL, "device-0", perhapsThere("device-1"))).isEqualTo(insteadOfConnected("device-1"));
        assertThat(one.admit(FULL, "device-0", new Others(Set.of("device-1", "device-2"), Set.of("device-2"))))
                .isEqualTo(REFUSED);
    }

    @Test
    void anUnknownConnectionIsResumedOrReplaced() {
        for (DevicePolicy policy : DevicePolicy.values()) {
            assertThat(limits(3, policy).codeOfUnknown("phone", Set.of())).isEqualTo(CloseCode.RESUME);
            assertThat(limits(3, policy).codeOfUnknown("phone", Set.of("phone")))
                    .isEqualTo(CloseCode.REPLACED);
        }
        assertThat(limits(3, DevicePolicy.MANY).codeOfUnknown("phone", Set.of("laptop")))
                .isEqualTo(CloseCode.RESUME);
        assertThat(limits(3, DevicePolicy.ONE_NEWER_REFUSED).codeOfUnknown("phone", Set.of("laptop")))
                .as("when it comes back it is refused")
                .isEqualTo(CloseCode.RESUME);
        assertThat(limits(3, DevicePolicy.ONE_NEWER_WINS).codeOfUnknown("phone", Set.of("laptop")))
                .as("when it came back it would win")
                .isEqualTo(CloseCode.REPLACED);
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

    private static DeviceLimits limits(int most, DevicePolicy policy) {
        return new DeviceLimits(most, Duration.ofMillis(1_000), policy);
    }

    private static Admission insteadOf(String device) {
        return new Admission.Admitted(Set.of(), Optional.of(device));
    }

    private static Admission insteadOfConnected(String device) {
        return new Admission.Admitted(Set.of(device), Optional.empty());
    }

    private static Others there(String... devices) {
        return new Others(Set.of(devices), Set.of(devices));
    }

    private static Others perhapsThere(String... devices) {
        return new Others(Set.of(devices), Set.of());
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
