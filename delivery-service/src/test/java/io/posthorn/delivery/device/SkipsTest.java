// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import io.posthorn.delivery.state.DeviceState;
import io.posthorn.delivery.state.UserState;
import org.junit.jupiter.api.Test;

class SkipsTest {

    private static final UserState USER = UserState.newBuilder()
            .putDevices("phone", DeviceState.newBuilder().setCursor(at(10)).build())
            .build();

    @Test
    void whatLiesInARangeWasSkipped() {
        DeviceState phone = phone(Skips.told(USER, "phone", at(12), at(15)));

        assertThat(Skips.isSkipped(phone, at(12))).isFalse();
        assertThat(Skips.isSkipped(phone, at(13))).isTrue();
        assertThat(Skips.isSkipped(phone, at(15))).isTrue();
        assertThat(Skips.isSkipped(phone, at(16))).isFalse();
    }

    @Test
    void rangesThatTouchAreOne() {
        UserState once = Skips.told(USER, "phone", at(12), at(15));

        assertThat(phone(Skips.told(once, "phone", at(15), at(18))).getSkippedList())
                .singleElement()
                .matches(range -> range.getAfter().equals(at(12)))
                .matches(range -> range.getUpTo().equals(at(18)));
    }

    @Test
    void whatIsToldAgainIsNotKeptTwice() {
        UserState once = Skips.told(USER, "phone", at(12), at(15));

        assertThat(Skips.told(once, "phone", at(12), at(15))).isSameAs(once);
    }

    @Test
    void whatTheDeviceHasPassedIsNotKept() {
        assertThat(Skips.told(USER, "phone", at(5), at(10))).isSameAs(USER);
        assertThat(Skips.told(USER, "laptop", at(12), at(15))).isSameAs(USER);
    }

    @Test
    void anAckForgetsWhatItCovers() {
        UserState told = Skips.told(Skips.told(USER, "phone", at(12), at(15)), "phone", at(20), at(25));

        assertThat(phone(Devices.acked(told, "phone", "c1", at(15), 99)).getSkippedList())
                .singleElement()
                .matches(range -> range.getUpTo().equals(at(25)));
        assertThat(phone(Devices.acked(told, "phone", "c1", at(22), 99)).getSkippedCount())
                .as("half acked")
                .isEqualTo(1);
        assertThat(phone(Devices.acked(told, "phone", "c1", at(25), 99)).getSkippedCount())
                .isZero();
    }

    @Test
    void theyAreBounded() {
        UserState user = USER;
        for (int i = 0; i < 300; i++) {
            user = Skips.told(user, "phone", at(100 + 10 * i), at(105 + 10 * i));
        }

        assertThat(phone(user).getSkippedCount()).isEqualTo(256);
        assertThat(Skips.isSkipped(phone(user), at(100 + 2_990 + 3))).isTrue();
    }

    private static DeviceState phone(UserState user) {
        return user.getDevicesOrThrow("phone");
    }

    private static Position at(long offset) {
        return Positions.of(1, offset, 0);
    }
}
