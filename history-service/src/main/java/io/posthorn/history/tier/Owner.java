// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.tier;

import io.posthorn.contracts.topic.UserPartitioner;
import io.posthorn.contracts.v1.Message;

/**
 * Whose rows they are: one user's own, or everyone's on one partition of the inbox. A broadcast is kept once for each partition,
 * beside the rows of users and in the same way: its prev_own and its ordinal count the partition's broadcasts.
 *
 * @param key value of the column {@code user}
 */
public record Owner(String key) {

    /** No user's id holds a space. */
    private static final String EVERYONE = "everyone ";

    /** @throws IllegalArgumentException no user can be called so */
    public static Owner user(String user) {
        if (!mayBeUser(user)) {
            throw new IllegalArgumentException("user is empty or holds a space");
        }
        return new Owner(user);
    }

    public static Owner everyoneOn(int partition) {
        return new Owner(EVERYONE + partition);
    }

    /** @param partition where the message was committed */
    public static Owner of(Message message, int partition) {
        return message.getUser().isEmpty() ? everyoneOn(partition) : user(message.getUser());
    }

    /** Whether it can never be taken for {@link #everyoneOn everyone}. */
    public static boolean mayBeUser(String user) {
        return !user.isEmpty() && user.indexOf(' ') < 0;
    }

    /** Of {@code posthorn.messages}, where the owner's messages are committed. */
    public int partition(int partitions) {
        return mayBeUser(key)
                ? UserPartitioner.partition(key, partitions)
                : Integer.parseInt(key.substring(EVERYONE.length()));
    }

    /** As messages say it: empty for everyone. */
    public String user() {
        return mayBeUser(key) ? key : "";
    }
}
