// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class ConnectionsFirstTest {

    private static final long NOW = 1_795_168_800_000L;
    private static final long A_WEEK = 7L * 24 * 3_600 * 1_000;

    @Test
    void anEventGoesBeforeAMessageOfAWeekAgo() {
        assertThat(new ConnectionsFirst().extract(event(NOW), 0)).isLessThan(NOW - A_WEEK);
    }

    @Test
    void eventsKeepTheirOrder() {
        var first = new ConnectionsFirst();

        assertThat(first.extract(event(NOW), 0)).isLessThan(first.extract(event(NOW + 1), NOW + A_WEEK));
    }

    @Test
    void theAppendTimeIsGivenBack() {
        assertThat(ConnectionsFirst.appendTime(new ConnectionsFirst().extract(event(NOW), 0)))
                .isEqualTo(NOW);
    }

    @Test
    void noEventIsDroppedForATimeBeforeTheEpoch() {
        assertThat(new ConnectionsFirst().extract(event(NOW), 0)).isPositive();
    }

    private static ConsumerRecord<Object, Object> event(long appendedAt) {
        return new ConsumerRecord<>(
                "posthorn.connections",
                0,
                0,
                appendedAt,
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                "key",
                "value",
                new RecordHeaders(),
                Optional.empty());
    }
}
