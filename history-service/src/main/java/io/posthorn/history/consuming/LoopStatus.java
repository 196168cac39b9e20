// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.consuming;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** How a loop is doing, for health and metrics. Written by the loop's thread, read by any. */
public final class LoopStatus {

    /** Heartbeats are 3 s apart. */
    private static final long SILENCE_SECONDS = 10;

    private final Map<TopicPartition, String> stopped = new ConcurrentHashMap<>();
    private volatile boolean consuming;
    private volatile @Nullable String failure;
    private volatile long lag;
    private volatile long oldest;
    private volatile long silence;

    void consuming() {
        consuming = true;
        failure = null;
    }

    void failed(Throwable cause) {
        consuming = false;
        stopped.clear();
        failure = cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    void stopped(TopicPartition partition, String why) {
        stopped.put(partition, why);
    }

    void gone(TopicPartition partition) {
        stopped.remove(partition);
    }

    /**
     * @param oldestRecord append time of the oldest record under way, 0 if there is none
     * @param heartbeatSecondsAgo when Kafka was last asked for a sign of life
     */
    void progress(long records, long oldestRecord, long heartbeatSecondsAgo) {
        lag = records;
        oldest = oldestRecord;
        silence = heartbeatSecondsAgo;
    }

    /** What keeps it from consuming; empty when it has a place in its group and Kafka answers. */
    public Optional<String> obstacle() {
        String reason = failure;
        if (reason != null) {
            return Optional.of(reason);
        }
        if (!consuming) {
            return Optional.of("a place in the consumer group");
        }
        return silence > SILENCE_SECONDS
                ? Optional.of("Kafka, which has not been heard of for " + silence + " s")
                : Optional.empty();
    }

    /** Partition → why it is not read any further. */
    public Map<String, String> stopped() {
        Map<String, String> sorted = new TreeMap<>();
        stopped.forEach((partition, why) -> sorted.put(partition.toString(), why));
        return sorted;
    }

    /** Records read by nobody yet, and those under way. */
    public long lag() {
        return lag;
    }

    /** Append time of the oldest record under way, milliseconds since the epoch; 0 if there is none. */
    public long oldest() {
        return oldest;
    }
}
