// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.contracts.v1.Delivery;
import io.posthorn.contracts.v1.ReplayRequest;
import io.posthorn.delivery.fanout.FanoutSettings;
import io.posthorn.delivery.group.Followed;
import io.posthorn.delivery.hint.Hints;
import io.posthorn.delivery.lease.LeaseTable;
import io.posthorn.delivery.route.TestSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The wiring, as Kafka Streams describes it: a change shows here first. */
class DeliveryTopologyTest {

    private static final Topics TOPICS = new Topics("posthorn", 1, 4, (short) 1);

    @Test
    void fanoutIsWiredAsRecorded() throws IOException {
        var settings = new FanoutSettings(DeliveryClasses.defaults(), TOPICS.partitions(), 10_000);
        String described = DeliveryTopology.fanout(TOPICS, settings, () -> {}, new Followed())
                .describe()
                .toString();

        assertThat(described).isEqualToNormalizingNewlines(golden("fanout.topology.txt"));
    }

    @Test
    void theRouterIsWiredAsRecorded() throws IOException {
        var settings = TestSettings.defaults();
        String described = DeliveryTopology.router(
                        TOPICS, settings, new LeaseTable(Duration.ofSeconds(10)), new NoHints(), gateway -> {})
                .describe()
                .toString();

        assertThat(described).isEqualToNormalizingNewlines(golden("router.topology.txt"));
    }

    private static String golden(String name) throws IOException {
        try (InputStream golden = DeliveryTopologyTest.class.getResourceAsStream("/" + name)) {
            return new String(Objects.requireNonNull(golden, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private record NoHints() implements Hints {

        @Override
        public boolean deliver(String gateway, String connection, Delivery delivery) {
            return false;
        }

        @Override
        public boolean replay(ReplayRequest request) {
            return false;
        }
    }
}
