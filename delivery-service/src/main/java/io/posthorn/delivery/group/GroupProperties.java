// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.group;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds of groups.
 *
 * @param members to whom one notification to a group is expanded; a group that has more gets none
 */
@ConfigurationProperties("posthorn.delivery.groups")
public record GroupProperties(@DefaultValue("10000") int members) {

    private static final int MOST = 100_000;

    public GroupProperties {
        if (members < 1 || members > MOST) {
            throw new IllegalArgumentException(
                    "posthorn.delivery.groups.members is %d, allowed: 1 to %d".formatted(members, MOST));
        }
    }
}
