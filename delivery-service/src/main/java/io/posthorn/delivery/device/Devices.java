// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.device;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.AttributesChanged;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.wire.Limits;
import io.posthorn.delivery.state.DeviceState;
import io.posthorn.delivery.state.UserState;
import java.util.LinkedHashMap;
import java.util.Map;

/** What events do to a user's devices. States in, states out. */
public final class Devices {

    private Devices() {}

    /** A user without devices acks nothing. */
    public static boolean allHave(UserState user, Position position) {
        return user.getDevicesCount() > 0
                && user.getDevicesMap().values().stream()
                        .noneMatch(device -> Positions.isAfter(position, device.getCursor()));
    }

    /** The same state when the cursor does not move: it never moves back. */
    public static UserState acked(UserState user, String name, String connection, Position upTo, long at) {
        DeviceState device = user.getDevicesMap().get(name);
        if (device == null || !Positions.isAfter(upTo, device.getCursor())) {
            return user;
        }
        return with(
                user,
                name,
                Skips.acked(device.toBuilder()
                        .setCursor(upTo)
                        .setAckedOn(connection)
                        .setLastSeen(at)
                        .build()));
    }

    /** The user's newest marker, wherever it was set. */
    public static Position read(UserState user) {
        return user.getDevicesMap().values().stream().map(DeviceState::getRead).reduce(Positions.START, Positions::max);
    }

    /** The same state when the marker does not move: it never moves back. */
    public static UserState read(UserState user, String name, Position upTo, long at) {
        DeviceState device = user.getDevicesMap().get(name);
        if (device == null || !Positions.isAfter(upTo, device.getRead())) {
            return user;
        }
        return with(user, name, device.toBuilder().setRead(upTo).setLastSeen(at).build());
    }

    /** The same state when the device would have more attributes than the protocol allows. */
    public static UserState attributes(UserState user, String name, AttributesChanged change, long at) {
        DeviceState device = user.getDevicesMap().get(name);
        if (device == null) {
            return user;
        }
        Map<String, String> attributes =
                change.getClear() ? new LinkedHashMap<>() : new LinkedHashMap<>(device.getAttributesMap());
        change.getRemoveList().forEach(attributes::remove);
        attributes.putAll(change.getSetMap());
        if (tooMany(attributes)) {
            return user;
        }
        return with(
                user,
                name,
                device.toBuilder()
                        .clearAttributes()
                        .putAllAttributes(attributes)
                        .setLastSeen(at)
                        .build());
    }

    static boolean tooMany(Map<String, String> attributes) {
        int characters = attributes.entrySet().stream()
                .mapToInt(each -> each.getKey().length() + each.getValue().length())
                .sum();
        return attributes.size() > Limits.ATTRIBUTES || characters > Limits.ATTRIBUTE_CHARACTERS;
    }

    public static UserState seen(UserState user, String name, long at) {
        DeviceState device = user.getDevicesMap().get(name);
        return device == null
                ? user
                : with(user, name, device.toBuilder().setLastSeen(at).build());
    }

    static UserState with(UserState user, String name, DeviceState device) {
        return user.toBuilder().putDevices(name, device).build();
    }
}
