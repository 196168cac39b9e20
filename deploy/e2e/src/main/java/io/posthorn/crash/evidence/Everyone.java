// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.evidence;

import io.posthorn.contracts.topic.UserPartitioner;
import io.posthorn.contracts.v1.Message;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Stands for the users of one partition where a message is for all of them: such a message has one place for each partition. */
public final class Everyone {

    private Everyone() {}

    /** No user's id holds a space. */
    public static String on(int partition) {
        return "everyone " + partition;
    }

    public static String with(String user, int partitions) {
        return on(UserPartitioner.partition(user, partitions));
    }

    public static Set<String> onAll(int partitions) {
        return IntStream.range(0, partitions).mapToObj(Everyone::on).collect(Collectors.toUnmodifiableSet());
    }

    /** The message as history has it: with a name in the place of the user also when it is for everyone. */
    public static Message named(Message message, int partition) {
        return message.getUser().isEmpty()
                ? message.toBuilder().setUser(on(partition)).build()
                : message;
    }
}
