// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.posthorn.delivery.device.DevicePolicy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DeliveryPropertiesTest {

    @Test
    void thereAreDefaults() {
        DeliveryProperties properties = bind(Map.of("posthorn.delivery.instance", "delivery-1"));

        assertThat(properties.commitInterval()).isEqualTo(Duration.ofMillis(500));
        assertThat(properties.sweepInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(properties.leaseTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(properties.threads()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            instance         | with space
            instance         | a/b
            threads          | 0
            standbys         | -1
            commit-interval  | 9ms
            commit-interval  | 4s
            hint-linger      | -1ms
            hint-linger      | 101ms
            sweep-interval   | 99ms
            sweep-interval   | 61s
            repeats-window   | 1m
            repeats-window   | 31d
            lease-timeout    | 2s
            lease-timeout    | 6m
            pending-per-user | 0
            """)
    void whatIsNotAllowedIsNamedWithItsValueAndTheRule(String name, String value) {
        assertThatThrownBy(() -> bind(Map.of("posthorn.delivery." + name, value)))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("posthorn.delivery." + name + " is ")
                .hasMessageContaining("allowed: ");
    }

    @Test
    void thePolicyOfDevicesHasThreeValues() {
        assertThat(bind(Map.of()).devicesPerUserPolicy()).isEqualTo(DevicePolicy.MANY);
        assertThat(bind(Map.of("posthorn.delivery.devices-per-user-policy", "one-newer-wins"))
                        .devicesPerUserPolicy())
                .isEqualTo(DevicePolicy.ONE_NEWER_WINS);
        assertThat(bind(Map.of("posthorn.delivery.devices-per-user-policy", "one-newer-refused"))
                        .devicesPerUserPolicy())
                .isEqualTo(DevicePolicy.ONE_NEWER_REFUSED);
        assertThatThrownBy(() -> bind(Map.of("posthorn.delivery.devices-per-user-policy", "one")))
                .hasMessageContaining("devices-per-user-policy");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            commit-interval  | 10ms
            commit-interval  | 3s
            hint-linger      | 0ms
            repeats-window   | 2m
            repeats-window   | 30d
            lease-timeout    | 3s
            pending-per-user | 1
            """)
    void theEdgesAreAllowed(String name, String value) {
        assertThat(bind(Map.of("posthorn.delivery." + name, value))).isNotNull();
    }

    private static DeliveryProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("posthorn.delivery", DeliveryProperties.class);
    }
}
