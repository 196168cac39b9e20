// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.swarm;

import io.posthorn.bench.load.Latencies;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What has come of a swarm's devices. For one thread. */
final class Tally {

    /** From the begin of a connection to its {@code resumed}; the other names are phases of messages. */
    static final String RESUMED = "resumed";

    private final Map<String, Latencies> messages = new TreeMap<>();
    private final Map<String, Long> failures = new TreeMap<>();
    private final Map<String, Long> losses = new TreeMap<>();
    private final Latencies comingIn = new Latencies();
    private int open;
    private int underWay;
    private int resumed;
    private long lastResumedAt;

    void begun() {
        open++;
        underWay++;
    }

    void resumed(long begin, long now) {
        underWay--;
        resumed++;
        lastResumedAt = now;
        comingIn.record(now - begin);
    }

    /** One that was on its way in. */
    void failed(String reason) {
        open--;
        underWay--;
        failures.merge(reason, 1L, Long::sum);
    }

    /** One that was in. */
    void lost(String reason) {
        open--;
        losses.merge(reason, 1L, Long::sum);
    }

    /** One that was in, and was told to go. */
    void left() {
        open--;
    }

    /** Something that should not be, on a connection that goes on. */
    void trouble(String what) {
        losses.merge(what, 1L, Long::sum);
    }

    void message(String phase, long latency) {
        messages.computeIfAbsent(phase, unheard -> new Latencies()).record(latency);
    }

    int underWay() {
        return underWay;
    }

    SwarmStatus status() {
        Map<String, Long> counts = messages.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().count()));
        return new SwarmStatus(
                open, underWay, resumed, lastResumedAt, new TreeMap<>(failures), new TreeMap<>(losses), counts);
    }

    /** @param name {@link #RESUMED} or a phase */
    Latencies times(String name) {
        return name.equals(RESUMED) ? comingIn : messages.getOrDefault(name, new Latencies());
    }
}
