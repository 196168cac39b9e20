// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.kept;

import io.posthorn.contracts.position.UserHash;

/** Over how many partitions the users of one notification are spread. Part of the key: fixed for the life of the table. */
public final class Shards {

    public static final int COUNT = 16;

    private Shards() {}

    /** @param user empty: the notification as a whole */
    public static int of(String user) {
        return Math.floorMod(UserHash.of(user), COUNT);
    }
}
