// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.swarm;

import java.util.Optional;

/**
 * A frame of the gateway, as far as a device here looks into it. The gateway writes type, cursor and id before all that a
 * sender chose, and none of them needs an escape: so no JSON parser runs for each of a hundred thousand frames.
 */
record Said(String json) {

    private static final char PHASE_END = '-';

    String type() {
        return field("type").orElse("");
    }

    String cursor() {
        return field("cursor").orElse("");
    }

    private Optional<String> field(String name) {
        String begin = "\"" + name + "\":\"";
        int from = json.indexOf(begin);
        int to = json.indexOf('"', from + begin.length());
        return from < 0 || to < 0 ? Optional.empty() : Optional.of(json.substring(from + begin.length(), to));
    }

    /** Of a message that the benchmark sent: {@code <phase>-<nanoseconds>}, when it was due. Empty for any other. */
    Optional<Sent> sent() {
        String id = field("id").orElse("");
        int end = id.indexOf(PHASE_END);
        boolean ours = end > 0 && id.substring(end + 1).matches("\\d{1,18}");
        return ours
                ? Optional.of(new Sent(id.substring(0, end), Long.parseLong(id.substring(end + 1))))
                : Optional.empty();
    }

    /** @param dueAt in {@link System#nanoTime}, whose clock all processes of a computer share on Linux */
    record Sent(String phase, long dueAt) {}
}
