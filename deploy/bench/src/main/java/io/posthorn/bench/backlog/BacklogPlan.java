// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.backlog;

import io.posthorn.bench.command.Rule;
import io.posthorn.contracts.topic.UserPartitioner;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is measured.
 *
 * @param messages that wait for one device
 * @param others users on the same partition, each with a connected device
 * @param rate of messages to the others, in a second
 * @param seconds of the same load before the device returns
 */
record BacklogPlan(int messages, int others, int rate, int seconds) {

    static final String RETURNING = "returning-user";

    BacklogPlan {
        Rule.atLeast(1, "--messages", messages);
        Rule.atLeast(1, "--others", others);
        Rule.atLeast(1, "--rate", rate);
        Rule.atLeast(1, "--seconds", seconds);
    }

    /** They share the partition, and so the task, of the one who returns. */
    List<String> neighbours(int partitions) {
        int partition = UserPartitioner.partition(RETURNING, partitions);
        return IntStream.iterate(1, n -> n + 1)
                .mapToObj(n -> "user-" + n)
                .filter(user -> UserPartitioner.partition(user, partitions) == partition)
                .limit(others)
                .toList();
    }
}
