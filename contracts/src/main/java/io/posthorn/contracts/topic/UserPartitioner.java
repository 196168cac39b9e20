// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.topic;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;

/** One user, one partition, on every topic whose key is a user: murmur2 of the UTF-8 bytes, as Kafka's own clients do. */
public final class UserPartitioner {

    private UserPartitioner() {}

    public static int partition(String user, int partitions) {
        return partition(user.getBytes(StandardCharsets.UTF_8), partitions);
    }

    public static int partition(byte[] user, int partitions) {
        return Utils.toPositive(Utils.murmur2(user)) % partitions;
    }

    /** A key that falls on this partition, for records that speak of the partition and not of a user. */
    public static String keyOn(int partition, int partitions) {
        if (partition < 0 || partition >= partitions) {
            throw new IllegalArgumentException("partition is " + partition + ", there are " + partitions + " from 0");
        }
        return IntStream.iterate(0, n -> n + 1)
                .mapToObj(Integer::toString)
                .filter(key -> partition(key, partitions) == partition)
                .findFirst()
                .orElseThrow();
    }
}
