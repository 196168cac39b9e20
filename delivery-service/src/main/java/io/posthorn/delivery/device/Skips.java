// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.device;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.PositionRange;
import io.posthorn.delivery.state.DeviceState;
import io.posthorn.delivery.state.UserState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a device was told that it will not get, and has not acked: an ack of it is no delivery. States in, states out. */
public final class Skips {

    // Older ones go first; their messages may then get a receipt too many, of which readers take the first.
    private static final int MOST = 256;

    private Skips() {}

    /** The same state when the device has acked beyond it. */
    public static UserState told(UserState user, String name, Position after, Position upTo) {
        DeviceState device = user.getDevicesMap().get(name);
        if (device == null || !Positions.isAfter(upTo, device.getCursor()) || covers(device, after, upTo)) {
            return user;
        }
        List<PositionRange> ranges = merged(device.getSkippedList(), after, upTo);
        int first = Math.max(0, ranges.size() - MOST);
        return Devices.with(
                user,
                name,
                device.toBuilder()
                        .clearSkipped()
                        .addAllSkipped(ranges.subList(first, ranges.size()))
                        .build());
    }

    private static boolean covers(DeviceState device, Position after, Position upTo) {
        return device.getSkippedList().stream()
                .anyMatch(range ->
                        !Positions.isAfter(range.getAfter(), after) && !Positions.isAfter(upTo, range.getUpTo()));
    }

    /** In order, none touching another: a device that comes again is told the same in other pieces. */
    private static List<PositionRange> merged(List<PositionRange> ranges, Position after, Position upTo) {
        List<PositionRange> merged = new ArrayList<>();
        Position from = after;
        Position to = upTo;
        for (PositionRange range : ranges) {
            boolean touches = !Positions.isAfter(range.getAfter(), to) && !Positions.isAfter(from, range.getUpTo());
            if (touches) {
                from = Positions.min(from, range.getAfter());
                to = Positions.max(to, range.getUpTo());
            } else {
                merged.add(range);
            }
        }
        merged.add(PositionRange.newBuilder().setAfter(from).setUpTo(to).build());
        merged.sort(Comparator.comparing(PositionRange::getAfter, Positions.ORDER));
        return merged;
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
