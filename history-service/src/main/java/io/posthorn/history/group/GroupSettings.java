// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.group;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How memberships are written.
 *
 * <p>A row takes at most 450 bytes: 384 of the longest id, what is left for the time, the offset and what Cassandra keeps beside
 * them. The largest slice that is allowed has 90 MB of them, the usual one 45 MB at most.
 *
 * @param sliceRecords offsets of {@code posthorn.groups} whose rows lie together; fixed for the life of the tables, since it is
 *     part of the key: with another number a change that is written again comes out a second time, which changes no answer
 */
@ConfigurationProperties("posthorn.history.groups")
record GroupSettings(@DefaultValue("100000") int sliceRecords) {

    private static final int MOST = 200_000;

    GroupSettings {
        if (sliceRecords < 1 || sliceRecords > MOST) {
            throw new IllegalArgumentException(
                    "posthorn.history.groups.slice-records is %d, allowed: 1 to %d".formatted(sliceRecords, MOST));
        }
    }
}
