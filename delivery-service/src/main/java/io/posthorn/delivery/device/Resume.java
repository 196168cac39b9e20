// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.device;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Connected;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.Recovered;
import io.posthorn.contracts.v1.ResumeFrom;
import io.posthorn.delivery.state.DeviceState;
import io.posthorn.delivery.state.UserState;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a device continues.
 *
 * @param user with the device in it, its cursor moved if the hello says so
 * @param from what comes after it is sent
 * @param before the cursor before, if the hello moved it: what lies between the device has, or with {@code latest} does not want
 */
public record Resume(
        UserState user,
        Position from,
        Recovered recovered,
        @Nullable Position before) {

    /**
     * How far the log is.
     *
     * @param end the newest durable message of the user's stream
     * @param reached the newest record of the partition that has been applied: no cursor counts beyond it
     * @param floor up to where history serves the stream
     * @param keptSince what was appended before it may be gone from history, milliseconds since the epoch
     */
    public record Bounds(Position end, Position reached, Position floor, long keptSince) {}

    /** @param at append time of the hello, milliseconds since the epoch */
    public static Resume decide(UserState user, String name, Connected hello, Bounds bounds, long at) {
        DeviceState known = user.getDevicesMap().get(name);
        Position end = bounds.end;
        Position server = known != null ? known.getCursor() : startOf(user, end, hello.getResumeFrom());
        Position asked = Positions.min(hello.getCursor(), Positions.max(Positions.max(bounds.reached, end), server));
        Position from = switch (hello.getResumeFrom()) {
            case RESUME_FROM_CURSOR -> asked;
            case RESUME_FROM_EARLIEST -> Positions.START;
            case RESUME_FROM_LATEST -> Positions.max(server, end);
            default -> server;
        };
        Position cursor = known == null ? from : Positions.max(server, from);
        DeviceState device = Skips.acked((known == null ? DeviceState.newBuilder() : known.toBuilder())
                .setCursor(cursor)
                .putAllAttributes(merged(known, hello))
                .setLastSeen(at)
                .build());
        UserState met = user.hasFirstSeen()
                ? user
                : user.toBuilder().setFirstSeen(bounds.reached).build();
        return new Resume(
                Devices.with(met, name, device),
                from,
                recovered(hello.getResumeFrom(), from, bounds),
                known != null && Positions.isAfter(cursor, server) ? server : null);
    }

    /** What the hello brings is added, if all together are not more than the protocol allows. */
    private static Map<String, String> merged(@Nullable DeviceState known, Connected hello) {
        Map<String, String> all = new HashMap<>(known == null ? Map.of() : known.getAttributesMap());
        all.putAll(hello.getAttributesMap());
        return Devices.tooMany(all) ? Map.of() : all;
    }

    /** A user's first device gets all that there is, a further one what comes from now on. */
    private static Position startOf(UserState user, Position end, ResumeFrom asked) {
        return user.getDevicesCount() == 0 && asked != ResumeFrom.RESUME_FROM_LATEST ? Positions.START : end;
    }

    private static Recovered recovered(ResumeFrom asked, Position from, Bounds bounds) {
        if (asked == ResumeFrom.RESUME_FROM_UNREADABLE) {
            return Recovered.RECOVERED_NONE;
        }
        boolean mayHaveLost = Positions.isAfter(bounds.floor, from) && from.getAppendedAt() < bounds.keptSince;
        return mayHaveLost && !Positions.isStart(from) ? Recovered.RECOVERED_PARTIAL : Recovered.RECOVERED_FULL;
    }
}
