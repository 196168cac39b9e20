// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.consuming;

import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.jspecify.annotations.Nullable;

/** When a consumer's group coordinator was last asked for a sign of life. Polling alone does not tell that Kafka is gone. */
final class Heartbeat {

    private static final String NAME = "last-heartbeat-seconds-ago";

    private final Consumer<byte[], byte[]> consumer;
    private @Nullable Metric metric;

    Heartbeat(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** 0 before the first. */
    long secondsAgo() {
        Metric found = metric;
        if (found == null) {
            found = find();
            metric = found;
        }
        return found != null && found.metricValue() instanceof Double seconds ? Math.max(0, seconds.longValue()) : 0;
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
