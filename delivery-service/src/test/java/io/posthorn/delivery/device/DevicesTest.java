// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.AttributesChanged;
import io.posthorn.contracts.v1.Position;
import io.posthorn.delivery.state.DeviceState;
import io.posthorn.delivery.state.UserState;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DevicesTest {

    private static final UserState USER = UserState.newBuilder()
            .putDevices(
                    "phone",
                    DeviceState.newBuilder()
                            .setCursor(at(50))
                            .setRead(at(40))
                            .putAllAttributes(Map.of("app", "1", "model", "x"))
                            .setLastSeen(10)
                            .build())
            .build();

    @Test
    void aMarkerMovesOn() {
        UserState after = Devices.read(USER, "phone", at(45), 20);

        assertThat(phone(after).getRead()).isEqualTo(at(45));
        assertThat(phone(after).getLastSeen()).isEqualTo(20);
        assertThat(phone(after).getCursor()).as("reading acks nothing").isEqualTo(at(50));
    }

    @Test
    void aMarkerNeverMovesBackOrStandsAnew() {
        assertThat(Devices.read(USER, "phone", at(40), 20)).isSameAs(USER);
        assertThat(Devices.read(USER, "phone", at(39), 20)).isSameAs(USER);
    }

    @Test
    void aDeviceThatIsNotKnownChangesNothing() {
        assertThat(Devices.read(USER, "laptop", at(60), 20)).isSameAs(USER);
        assertThat(Devices.seen(USER, "laptop", 20)).isSameAs(USER);
        assertThat(Devices.attributes(USER, "laptop", AttributesChanged.getDefaultInstance(), 20))
                .isSameAs(USER);
    }

    @Test
    void attributesAreSetAndRemoved() {
        var change = AttributesChanged.newBuilder()
                .putSet("app", "2")
                .addRemove("model")
                .addRemove("unknown")
                .build();

        assertThat(phone(Devices.attributes(USER, "phone", change, 20)).getAttributesMap())
                .isEqualTo(Map.of("app", "2"));
    }

    @Test
    void clearingComesBeforeSetting() {
        var change =
                AttributesChanged.newBuilder().setClear(true).putSet("app", "2").build();

        assertThat(phone(Devices.attributes(USER, "phone", change, 20)).getAttributesMap())
                .isEqualTo(Map.of("app", "2"));
    }

    @Test
    void allHaveItWhenEachOneDoes() {
        UserState two = USER.toBuilder()
                .putDevices("laptop", DeviceState.newBuilder().setCursor(at(30)).build())
                .build();

        assertThat(Devices.allHave(two, at(30))).isTrue();
        assertThat(Devices.allHave(two, at(31))).isFalse();
    }

    @Test
    void whereThereIsNoDeviceNobodyHasIt() {
        assertThat(Devices.allHave(UserState.getDefaultInstance(), Positions.START))
                .isFalse();
    }

    private static DeviceState phone(UserState user) {
        return user.getDevicesOrThrow("phone");
    }

    private static Position at(long offset) {
        return Positions.of(1, offset, 0);
    }
}
