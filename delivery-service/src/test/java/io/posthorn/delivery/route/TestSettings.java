// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.delivery.device.DeviceLimits;
import io.posthorn.delivery.device.DevicePolicy;
import io.posthorn.delivery.pending.PendingBound;
import java.time.Duration;

/** Settings as they are by default, but for what a test is about. */
public final class TestSettings {

    static final PendingBound PENDING = new PendingBound(10_000, 8 << 20);
    static final PendingBound BROADCASTS = new PendingBound(10_000, 64 << 20);
    static final DeviceLimits DEVICES = devices(16, DevicePolicy.MANY);

    private TestSettings() {}

    public static RouterSettings defaults() {
        return of(PENDING, BROADCASTS, DEVICES);
    }

    static RouterSettings pending(long messages) {
        return of(new PendingBound(messages, PENDING.bytes()), BROADCASTS, DEVICES);
    }

    static DeviceLimits devices(int most, DevicePolicy policy) {
        return new DeviceLimits(most, Duration.ofDays(45), policy);
    }

    static RouterSettings of(PendingBound pending, PendingBound broadcasts, DeviceLimits devices) {
        return new RouterSettings(
                DeliveryClasses.defaults(), Duration.ofHours(24), Duration.ofSeconds(5), pending, broadcasts, devices);
    }
}
