// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.streams;

import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Lets events of connections go before messages when both wait: a task takes the buffered record with the lowest
 * timestamp, so behind a backlog of messages no ack and no connect would be seen for as long as the backlog lasts.
 */
public final class ConnectionsFirst implements TimestampExtractor {

    private static final long AHEAD = Duration.ofDays(30).toMillis();

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return record.timestamp() - AHEAD;
    }

    /** The append time of a record that this extractor has put ahead. */
    public static long appendTime(long timestamp) {
        return timestamp + AHEAD;
    }
}
