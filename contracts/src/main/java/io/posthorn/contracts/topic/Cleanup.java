// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a topic loses its old records.
 *
 * @param policy Kafka's {@code cleanup.policy}
 * @param retention absent: no limit by time
 * @param segment absent: the broker's default, 7 days
 * @param lag what is younger is not compacted: whoever reads on at least so often sees each record, also those that a later one
 *     of the same key replaces; absent: none
 */
public record Cleanup(
        String policy,
        @Nullable Duration retention,
        @Nullable Duration segment,
        @Nullable Duration lag) {

    /** Kept until a janitor deletes what is both old and consumed: an outage longer than any retention loses nothing. */
    static Cleanup trimmed() {
        return new Cleanup("delete", null, null, null);
    }

    static Cleanup delete(Duration retention) {
        return new Cleanup("delete", retention, null, null);
    }

    static Cleanup compact() {
        return new Cleanup("compact", null, null, null);
    }

    static Cleanup compactAndDelete(Duration retention) {
        return new Cleanup("compact,delete", retention, null, null);
    }

    Cleanup segments(Duration length) {
        return new Cleanup(policy, retention, length, lag);
    }

    Cleanup keepingAllFor(Duration time) {
        return new Cleanup(policy, retention, segment, time);
    }

    /** As Kafka's topic configuration. All topics of Posthorn take the append time as the record's. */
    Map<String, String> asConfig() {
        Map<String, String> config = new HashMap<>();
        config.put("message.timestamp.type", "LogAppendTime");
        config.put("cleanup.policy", policy);
        config.put("retention.ms", retention == null ? "-1" : Long.toString(retention.toMillis()));
        if (segment != null) {
            config.put("segment.ms", Long.toString(segment.toMillis()));
        }
        if (lag != null) {
            config.put("min.compaction.lag.ms", Long.toString(lag.toMillis()));
        }
        if (policy.startsWith("compact")) {
            config.put("segment.bytes", Integer.toString(64 << 20));
            config.put("min.cleanable.dirty.ratio", "0.1");
        }
        return config;
    }

    boolean isTrimmed() {
        return policy.equals("delete") && retention == null;
    }

    /** As in the documentation. */
    @Override
    public String toString() {
        if (isTrimmed()) {
            return "trimmed";
        }
        return policy
                + (retention == null ? "" : " " + length(retention))
                + (segment == null ? "" : ", segments " + length(segment))
                + (lag == null ? "" : ", all for " + length(lag));
    }

    private static String length(Duration time) {
        if (time.toHours() < 1) {
            return time.toMinutes() + " min";
        }
        return time.toDays() < 1 ? time.toHours() + " h" : time.toDays() + " d";
    }
}
