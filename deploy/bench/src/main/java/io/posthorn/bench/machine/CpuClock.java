// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.machine;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;

/** Processor time of several processes from one moment on. */
public final class CpuClock {

    private final Map<String, Long> pids;
    private final LongFunction<Duration> time;
    private final Map<String, Duration> begin;

    /** @param pids by name */
    public static CpuClock start(Map<String, Long> pids) {
        return new CpuClock(pids, ProcessTime::of);
    }

    CpuClock(Map<String, Long> pids, LongFunction<Duration> time) {
        this.pids = new LinkedHashMap<>(pids);
        this.time = time;
        this.begin = now();
    }

    /** By name, in the order in which they were given. */
    public Map<String, Duration> used() {
        Map<String, Duration> used = now();
        used.replaceAll((name, until) -> until.minus(begin.getOrDefault(name, Duration.ZERO)));
        return used;
    }

    /** Of all of them together. */
    public Duration inAll() {
        return used().values().stream().reduce(Duration.ZERO, Duration::plus);
    }

    private Map<String, Duration> now() {
        Map<String, Duration> times = new LinkedHashMap<>();
        pids.forEach((name, pid) -> times.put(name, time.apply(pid)));
        return times;
    }
}
