// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.scenario.stage;

import io.posthorn.crash.evidence.DeviceLog;
import io.posthorn.crash.evidence.Entry;
import io.posthorn.crash.evidence.Frame;
import io.posthorn.crash.evidence.Identity;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * From when messages were handed to Kafka's client until they were on each device of their users, in milliseconds.
 *
 * @param sorted rising; those that never came are not in it
 */
public record Delays(long[] sorted) {

    /** Of what was begun from one moment until another, in milliseconds since the epoch. */
    public static Delays of(Map<Identity, Entry> ledger, List<DeviceLog> devices, long from, long until) {
        return new Delays(devices.stream()
                .flatMapToLong(device -> of(ledger, device, from, until))
                .sorted()
                .toArray());
    }

    private static LongStream of(Map<Identity, Entry> ledger, DeviceLog device, long from, long until) {
        Map<Identity, Long> first = new HashMap<>();
        device.connections().stream()
                .flatMap(connection -> connection.frames().stream())
                .filter(Frame.Message.class::isInstance)
                .map(Frame.Message.class::cast)
                .forEach(message -> first.merge(message.identity(), message.at(), Math::min));
        return first.entrySet().stream()
                .filter(each -> ledger.containsKey(each.getKey()))
                .filter(each -> {
                    long begun = ledger.get(each.getKey()).times().begunAt();
                    return begun >= from && begun < until;
                })
                .mapToLong(each ->
                        each.getValue() - ledger.get(each.getKey()).times().begunAt());
    }

    /** @param share 0: the shortest, 1: the longest; of none: 0 */
    public long at(double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    /** Whether they are like others, as far as a busy machine lets one say so. */
    public boolean areLike(Delays before) {
        return at(0.5) <= 3 * before.at(0.5) + 50 && at(0.99) <= 3 * before.at(0.99) + 500;
    }

    @Override
    public String toString() {
        return "%d messages, p50 %d ms, p99 %d ms, longest %d ms".formatted(sorted.length, at(0.5), at(0.99), at(1));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Delays delays && Arrays.equals(sorted, delays.sorted);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sorted);
    }
}
