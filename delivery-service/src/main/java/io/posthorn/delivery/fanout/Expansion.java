// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.fanout;

import io.posthorn.contracts.v1.InboxRecord;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Origin;
import java.util.LinkedHashSet;
import java.util.List;

/** From one notification to one inbox record for each of its users. */
final class Expansion {

    private Expansion() {}

    /** A user named twice gets it once. */
    static List<InboxRecord> of(Notification notification, Origin origin) {
        Notification shared = notification.toBuilder().clearTarget().build();
        return new LinkedHashSet<>(notification.getTarget().getUsers().getUsersList())
                .stream()
                        .map(user -> InboxRecord.newBuilder()
                                .setUser(user)
                                .setNotification(shared)
                                .setOrigin(origin)
                                .build())
                        .toList();
    }
}
