// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.contracts.topic.Topic;
import io.posthorn.contracts.topic.Topics;
import io.posthorn.delivery.DeliveryTopology;
import io.posthorn.delivery.fanout.FanoutSettings;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupReaderTest {

    private static final Topics TOPICS = new Topics("posthorn", 1, 3, (short) 1);
    private static final Membership MEMBER = new Membership("eng", "user-1", true);

    @TempDir
    Path directory;

    @Test
    void tellsOfEachRecordThatItIsInTheTable() {
        Properties config = new Properties();
        config.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "fanout");
        Followed followed = new Followed();
        var settings = new FanoutSettings(DeliveryClasses.defaults(), TOPICS.partitions(), 3);
        try (var driver =
                new TopologyTestDriver(DeliveryTopology.fanout(TOPICS, settings, () -> {}, followed), config)) {
            var groups = driver.createInputTopic(
                    TOPICS.name(Topic.GROUPS), new ByteArraySerializer(), new ByteArraySerializer());
            var table = new Groups(driver.getKeyValueStore(GroupReader.MEMBERS));
            assertThat(followed.end(0)).isEmpty();

            groups.pipeInput(MEMBER.key(), MEMBER.value());
            assertThat(followed.end(0)).hasValue(1);
            assertThat(table.has("eng", "user-1")).isTrue();
            assertThat(table.has("eng", "user-2")).isFalse();

            groups.pipeInput(MEMBER.key(), new byte[] {1});
            assertThat(followed.end(0)).as("ignored, and read").hasValue(2);
            groups.pipeInput(MEMBER.key(), new Membership("eng", "user-1", false).value());
            assertThat(followed.end(0)).hasValue(3);
            assertThat(table.has("eng", "user-1")).isFalse();
        }
    }
}
