// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.report;

import io.posthorn.crash.evidence.DeviceLog;
import io.posthorn.crash.evidence.Evidence;
import io.posthorn.crash.evidence.Frame;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * How much came.
 *
 * @param connections on which a stream began
 * @param frames messages on the wire, those that came again on a later connection among them
 * @param replayed of these, from history
 * @param perDevice different messages, in rising order
 */
record Delivered(long connections, long frames, long replayed, long[] perDevice) {

    static Delivered of(Evidence evidence) {
        return new Delivered(
                evidence.devices().stream()
                        .flatMap(device -> device.connections().stream())
                        .filter(connection -> connection.resumed().isPresent())
                        .count(),
                evidence.devices().stream().flatMap(Delivered::messages).count(),
                evidence.devices().stream()
                        .flatMap(Delivered::messages)
                        .filter(Frame.Message::replayed)
                        .count(),
                evidence.devices().stream()
                        .mapToLong(device -> messages(device)
                                .map(Frame.Message::identity)
                                .distinct()
                                .count())
                        .sorted()
                        .toArray());
    }

    private static Stream<Frame.Message> messages(DeviceLog device) {
        return device.connections().stream()
                .flatMap(connection -> connection.frames().stream())
                .filter(Frame.Message.class::isInstance)
                .map(Frame.Message.class::cast);
    }

    long all() {
        return Arrays.stream(perDevice).sum();
    }

    /** @param share 0: the least, 1: the most */
    long perDevice(double share) {
        return perDevice.length == 0 ? 0 : perDevice[(int) Math.round(share * (perDevice.length - 1))];
    }
}
