// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserPartitionerTest {

    /** murmur2 as Kafka's own tests state it: a change of the library must not move users to other partitions. */
    @ParameterizedTest
    @CsvSource({
        "21, -973932308",
        "foobar, -790332482",
        "a-little-bit-long-string, -985981536",
        "a-little-bit-longer-string, -1486304829",
        "lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8, -58897971",
        "abc, 479470107"
    })
    void isMurmur2WithoutItsSign(String user, int murmur2) {
        assertThat(UserPartitioner.partition(user, Integer.MAX_VALUE))
                .isEqualTo((murmur2 & 0x7FFF_FFFF) % Integer.MAX_VALUE);
    }

    @Test
    void isWhereKafkasOwnProducersPutTheKey() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] user =
                    (random.nextBoolean() ? "user-" + i : "müller-\uD83D\uDC4B-" + random.nextInt()).getBytes(UTF_8);
            int partitions = 1 + random.nextInt(64);

            assertThat(UserPartitioner.partition(user, partitions))
                    .isEqualTo(BuiltInPartitioner.partitionForKey(user, partitions));
        }
    }

    @Test
    void usesAllPartitions() {
        Set<Integer> used = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            used.add(UserPartitioner.partition("user-" + i, 48));
        }
        assertThat(used).hasSize(48).allMatch(partition -> partition >= 0 && partition < 48);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 48, 1_000})
    void findsAKeyOnEachPartition(int partitions) {
        for (int partition = 0; partition < partitions; partition++) {
            assertThat(UserPartitioner.partition(UserPartitioner.keyOn(partition, partitions), partitions))
                    .isEqualTo(partition);
        }
    }

    @ParameterizedTest
    @CsvSource({"4, 4", "-1, 4", "0, 0", "48, 4"})
    void findsNoKeyOnAPartitionThatIsNotThere(int partition, int partitions) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UserPartitioner.keyOn(partition, partitions))
                .withMessage("partition is " + partition + ", there are " + partitions + " from 0");
    }
}
