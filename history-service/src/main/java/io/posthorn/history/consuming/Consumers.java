// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.consuming;

import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.springframework.kafka.core.ConsumerFactory;

/** Consumers for {@link PartitionLoop}s. */
final class Consumers {

    /** A dead instance's partitions go to another one after this. */
    private static final int SESSION_MS = 10_000;

    private static final int HEARTBEAT_MS = 3_000;
    /** A rebalance waits so long for members that do not come, as a group may have after its broker has crashed. */
    private static final int REBALANCE_MS = 45_000;

    private static final int API_TIMEOUT_MS = 10_000;
    /**
     * A broker answers one fetch after the other, and a partition that goes on waits for the answer to the fetch without it: this
     * paces the pages of a device alone on its partitions. With Kafka's 500 ms a long absence takes minutes, with 20 ms one device
     * takes the processors from the others.
     */
    private static final int FETCH_WAIT_MS = 200;

    private final ConsumerFactory<byte[], byte[]> factory;

    Consumers(ConsumerFactory<byte[], byte[]> factory) {
        this.factory = factory;
    }

    /**
     * Facts are written in transactions: what an aborted one wrote is left out, and the end of those that run is waited for. Hints are
     * worth most at once.
     */
    Supplier<Consumer<byte[], byte[]>> of(LoopSettings settings) {
        boolean committedOnly = settings.onMissing() == Start.OnMissing.STOP;
        Properties properties = new Properties();
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, committedOnly ? "read_committed" : "read_uncommitted");
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, Integer.toString(SESSION_MS));
        properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, Integer.toString(HEARTBEAT_MS));
        properties.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, Integer.toString(REBALANCE_MS));
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Integer.toString(API_TIMEOUT_MS));
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, Integer.toString(FETCH_WAIT_MS));
        return () -> factory.createConsumer(settings.group(), settings.name(), null, properties);
    }
}
