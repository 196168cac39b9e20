// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.device;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import io.posthorn.delivery.state.DeviceState;
import io.posthorn.delivery.state.SkippedRange;
import io.posthorn.delivery.state.UserState;
import java.util.List;

/** What a device was told that it will not get, and has not acked: an ack of it is no delivery. States in, states out. */
public final class Skips {

    // Older ones go first; their messages may then get a receipt too many, of which readers take the first.
    private static final int MOST = 32;

    private Skips() {}

    /** The same state when the device has acked beyond it. */
    public static UserState told(UserState user, String name, Position after, Position upTo) {
        DeviceState device = user.getDevicesMap().get(name);
        if (device == null || !Positions.isAfter(upTo, device.getCursor()) || isSkipped(device, upTo)) {
            return user;
        }
        List<SkippedRange> ranges = device.getSkippedList();
        SkippedRange last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
        DeviceState.Builder next = device.toBuilder();
        if (last != null && Positions.same(last.getUpTo(), after)) {
            next.setSkipped(ranges.size() - 1, last.toBuilder().setUpTo(upTo));
        } else {
            next.addSkipped(SkippedRange.newBuilder().setAfter(after).setUpTo(upTo));
        }
        return Devices.with(
                user,
                name,
                next.getSkippedCount() > MOST ? next.removeSkipped(0).build() : next.build());
    }

    public static boolean isSkipped(DeviceState device, Position position) {
        return device.getSkippedList().stream()
                .anyMatch(range ->
                        Positions.isAfter(position, range.getAfter()) && !Positions.isAfter(position, range.getUpTo()));
    }

    static DeviceState acked(DeviceState device) {
        if (device.getSkippedCount() == 0) {
            return device;
        }
        var left = device.getSkippedList().stream()
                .filter(range -> Positions.isAfter(range.getUpTo(), device.getCursor()))
                .toList();
        return device.toBuilder().clearSkipped().addAllSkipped(left).build();
    }
}
