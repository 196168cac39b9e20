// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.device;

import io.posthorn.contracts.wire.CloseCode;
import io.posthorn.delivery.state.DeviceState;
import io.posthorn.delivery.state.UserState;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * How many devices of a user are known, for how long, and how many may be connected.
 *
 * @param forgottenAfter since it was last seen
 */
public record DeviceLimits(int most, Duration forgottenAfter, DevicePolicy policy) {

    /** What becomes of a device that connects. */
    public sealed interface Admission {

        /**
         * @param replaced whose connections are closed with 4102; they stay known
         * @param forgotten in whose place it is known
         */
        record Admitted(Set<String> replaced, Optional<String> forgotten) implements Admission {}

        /** With 4003: all others are connected, or the policy allows one. */
        record Refused() implements Admission {}
    }

    /**
     * Who is connected, but for the device in question.
     *
     * @param counting those of them whose gateway's lease counts: of the others nobody knows whether they are there
     */
    public record Others(Set<String> connected, Set<String> counting) {}

    public Admission admit(UserState user, String name, Others others) {
        if (policy == DevicePolicy.ONE_NEWER_REFUSED && !others.counting.isEmpty()) {
            return new Admission.Refused();
        }
        Set<String> replaced = policy == DevicePolicy.MANY ? Set.of() : new TreeSet<>(others.connected);
        if (user.containsDevices(name) || user.getDevicesCount() < most) {
            return new Admission.Admitted(replaced, Optional.empty());
        }
        return longestUnseen(user, device -> !others.connected.contains(device))
                .or(() -> longestUnseen(user, replaced::contains))
                .<Admission>map(device -> new Admission.Admitted(replaced, Optional.of(device)))
                .orElseGet(Admission.Refused::new);
    }

    private static Optional<String> longestUnseen(UserState user, Predicate<String> eligible) {
        return user.getDevicesMap().entrySet().stream()
                .filter(device -> eligible.test(device.getKey()))
                .min(Comparator.comparingLong(device -> device.getValue().getLastSeen()))
                .map(Map.Entry::getKey);
    }

    /**
     * Of a connection that the router does not know, though its device speaks on it. A device that is sent away to resume
     * comes back within seconds, so whoever was replaced must hear that again, or it would replace the other in turn.
     */
    public CloseCode codeOfUnknown(String name, Set<String> connected) {
        boolean replaced = policy == DevicePolicy.ONE_NEWER_WINS ? !connected.isEmpty() : connected.contains(name);
        return replaced ? CloseCode.REPLACED : CloseCode.RESUME;
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
