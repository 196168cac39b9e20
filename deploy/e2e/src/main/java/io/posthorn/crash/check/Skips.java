// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.check;

import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import io.posthorn.crash.evidence.Applied;
import io.posthorn.crash.evidence.DeviceLog;
import io.posthorn.crash.evidence.Frame;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a device was told that it will not get. */
final class Skips {

    private Skips() {}

    static Set<Position> of(DeviceLog device, Streams streams) {
        Set<Position> skipped = new TreeSet<>(Positions.ORDER);
        device.connections().stream()
                .flatMap(connection -> connection.frames().stream())
                .flatMap(frame ->
                        frame instanceof Frame.Skipped skip ? passed(device.user(), skip, streams) : Stream.of())
                .forEach(skipped::add);
        return skipped;
    }

    private static Stream<Position> passed(String user, Frame.Skipped skip, Streams streams) {
        return streams.between(user, position(skip.prev()), position(skip.cursor())).stream()
                .map(Applied::position);
    }

    private static Position position(String cursor) {
        return Cursor.decode(cursor).map(Cursor::position).orElse(Positions.START);
    }
}
