// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.consuming;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.jspecify.annotations.Nullable;

/** When a consumer's group coordinator was last asked for a sign of life. Polling alone does not tell that Kafka is gone. */
final class Heartbeat {

    private static final String NAME = "last-heartbeat-seconds-ago";
    private static final double NONE = -1;

    private final Consumer<byte[], byte[]> consumer;
    private @Nullable Metric metric;
    private long assigned = System.nanoTime();

    Heartbeat(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** The first one is due some seconds later. */
    void assigned() {
        assigned = System.nanoTime();
    }

    /** Before the first: since the partitions were assigned, or Kafka may die then and nobody knows. */
    long secondsAgo() {
        Metric found = metric;
        if (found == null) {
            found = find();
            metric = found;
        }
        double told = found != null && found.metricValue() instanceof Double seconds ? seconds : NONE;
        return secondsAgo(told, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - assigned));
    }

    /** @param told by the consumer; negative: there was none */
    static long secondsAgo(double told, long sinceAssigned) {
        return told < 0 ? sinceAssigned : (long) told;
    }

    private @Nullable Metric find() {
        for (Map.Entry<MetricName, ? extends Metric> each : consumer.metrics().entrySet()) {
            if (each.getKey().name().equals(NAME)) {
                return each.getValue();
            }
        }
        return null;
    }
}
