// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.swarm;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a swarm stands.
 *
 * @param open sockets
 * @param underWay on their way in
 * @param resumed that came in since the swarm last left
 * @param lastResumedAt when the last of them did, in {@link System#nanoTime}
 * @param failures of those that did not come in, by reason
 * @param losses of those that were in, by reason
 * @param messages that came, by phase
 */
public record SwarmStatus(
        int open,
        int underWay,
        int resumed,
        long lastResumedAt,
        Map<String, Long> failures,
        Map<String, Long> losses,
        Map<String, Long> messages) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public static SwarmStatus parse(String json) {
        return JSON.readValue(json, SwarmStatus.class);
    }

    String json() {
        return JSON.writeValueAsString(this);
    }

    /** Of several processes together. */
    public static SwarmStatus of(List<SwarmStatus> all) {
        Map<String, Long> failures = new TreeMap<>();
        Map<String, Long> losses = new TreeMap<>();
        Map<String, Long> messages = new TreeMap<>();
        for (SwarmStatus each : all) {
            each.failures.forEach((reason, times) -> failures.merge(reason, times, Long::sum));
            each.losses.forEach((reason, times) -> losses.merge(reason, times, Long::sum));
            each.messages.forEach((phase, times) -> messages.merge(phase, times, Long::sum));
        }
        return new SwarmStatus(
                all.stream().mapToInt(SwarmStatus::open).sum(),
                all.stream().mapToInt(SwarmStatus::underWay).sum(),
                all.stream().mapToInt(SwarmStatus::resumed).sum(),
                all.stream().mapToLong(SwarmStatus::lastResumedAt).max().orElse(0),
                failures,
                losses,
                messages);
    }

    public long messagesOf(String phase) {
        return messages.getOrDefault(phase, 0L);
    }

    public long failed() {
        return failures.values().stream().mapToLong(Long::longValue).sum();
    }
}
