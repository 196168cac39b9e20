// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.device;

import io.posthorn.delivery.state.DeviceState;
import io.posthorn.delivery.state.UserState;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How many devices of a user are known, and for how long.
 *
 * @param forgottenAfter since it was last seen
 */
public record DeviceLimits(int most, Duration forgottenAfter) {

    /** What becomes of a device that connects. */
    public sealed interface Admission {

        record Admitted() implements Admission {}

        /** In the place of one that is to be forgotten. */
        record InsteadOf(String device) implements Admission {}

        /** All others are connected. */
        record Refused() implements Admission {}
    }

    public Admission admit(UserState user, String name, Set<String> connected) {
        if (user.containsDevices(name) || user.getDevicesCount() < most) {
            return new Admission.Admitted();
        }
        return user.getDevicesMap().entrySet().stream()
                .filter(device -> !connected.contains(device.getKey()))
                .min(Comparator.comparingLong(device -> device.getValue().getLastSeen()))
                .map(Map.Entry::getKey)
                .<Admission>map(Admission.InsteadOf::new)
                .orElseGet(Admission.Refused::new);
    }

    /** Those that were away for too long. */
    public List<String> absent(UserState user, Set<String> connected, long now) {
        return user.getDevicesMap().entrySet().stream()
                .filter(device -> !connected.contains(device.getKey()))
                .filter(device -> forgottenAt(device.getValue()) <= now)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** When the next may have been away for too long, milliseconds since the epoch. */
    public Optional<Long> nextAbsence(UserState user) {
        return user.getDevicesMap().values().stream().map(this::forgottenAt).min(Long::compare);
    }

    private long forgottenAt(DeviceState device) {
        return device.getLastSeen() + forgottenAfter.toMillis();
    }
}
