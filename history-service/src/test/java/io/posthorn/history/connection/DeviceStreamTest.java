// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.history.recording.Place;
import io.posthorn.history.rig.TestDevice;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeviceStreamTest {

    private static final TestDevice PHONE = new TestDevice("user-1", "phone", "c-1");

    @Test
    void attributesAreThoseOfTheHelloAsTheyWereChangedSince() {
        KeptAttributes hello = KeptAttributes.of(Map.of("app", "1", "os", "a", "beta", "yes"));

        KeptAttributes now = DeviceStream.changed(
                hello, List.of(change(Map.of("app", "2"), "beta"), change(Map.of("locale", "de"), "app")));

        assertThat(now.kept()).isEqualTo(Map.of("os", "a", "locale", "de"));
        assertThat(now.leftOut()).isZero();
    }

    @Test
    void clearingForgetsAlsoWhatHadNoRoom() {
        KeptAttributes hello = KeptAttributes.of(Map.of("app", "1", "large", "x".repeat(2_000)));
        var cleared = new DeviceState(
                DeviceState.Kind.ATTRIBUTES,
                Instant.EPOCH,
                1,
                Happened.Wire.of(PHONE.forgotten()),
                KeptAttributes.of(Map.of("os", "b")),
                List.of(),
                true);

        assertThat(hello.leftOut()).isEqualTo(1);
        assertThat(DeviceStream.changed(hello, List.of(cleared))).isEqualTo(new KeptAttributes(Map.of("os", "b"), 0));
    }

    @Test
    void whatIsSaidInTheMillisecondOfTheHelloIsSaidSince() {
        DeviceState hello =
                DeviceState.of(new ConnectionFact(new Place(1, 7, Instant.EPOCH), PHONE.connected(Map.of("app", "1"))));

        assertThat(change(8).isAfter(hello)).isTrue();
        assertThat(change(6).isAfter(hello)).isFalse();
        assertThat(hello.isAfter(hello)).isFalse();
    }

    private static DeviceState change(long offset) {
        return DeviceState.of(
                new ConnectionFact(new Place(1, offset, Instant.EPOCH), PHONE.changed(Map.of("app", "2"), "os")));
    }

    private static DeviceState change(Map<String, String> set, String removed) {
        return DeviceState.of(new ConnectionFact(new Place(1, 1, Instant.EPOCH), PHONE.changed(set, removed)));
    }
}
