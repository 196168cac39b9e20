// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.report;

import io.posthorn.bench.load.Latencies.Percentiles;
import io.posthorn.bench.machine.Machine;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The last line of a benchmark: one object. */
public final class JsonLine {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private JsonLine() {}

    public static ObjectNode of(String bench) {
        return JSON.createObjectNode().put("bench", bench);
    }

    /** In milliseconds. */
    public static void put(ObjectNode json, Percentiles of) {
        json.put("p50", of.p50())
                .put("p90", of.p90())
                .put("p99", of.p99())
                .put("p99.9", of.p999())
                .put("max", of.max());
    }

    public static void put(ObjectNode json, Machine machine) {
        json.put("load", machine.load())
                .put("cores", machine.cores())
                .put("processor", machine.processor())
                .put("jdk", machine.jdk());
    }

    public static void put(ObjectNode json, Map<String, Long> times) {
        new TreeMap<>(times).forEach(json::put);
    }

    public static String text(ObjectNode json) {
        return JSON.writeValueAsString(json);
    }
}
