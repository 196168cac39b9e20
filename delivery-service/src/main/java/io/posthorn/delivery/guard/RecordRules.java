// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.guard;

import io.posthorn.contracts.notification.RejectedException;
import io.posthorn.contracts.notification.Rejection;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.Erasure;
import io.posthorn.contracts.v1.InboxRecord;
import io.posthorn.contracts.wire.Limits;

/**
 * What the router may apply. All that fanout and gateways write holds these rules; what anybody else has written must not end
 * in a state, a fact or a frame that Kafka does not take: within a transaction that would abort it again and again.
 */
public final class RecordRules {

    /** As much as a notification may have. */
    private static final int BYTES = Limits.NOTIFICATION_BYTES;

    private RecordRules() {}

    public static void size(byte[] value) throws RejectedException {
        if (value.length > BYTES) {
            throw new RejectedException(Rejection.TOO_LARGE, "%d bytes, allowed are %d".formatted(value.length, BYTES));
        }
    }

    /** @throws RejectedException its user (unless it is for everyone), source or id is none */
    public static void check(InboxRecord record) throws RejectedException {
        optional("user", record.getUser());
        required("notification.source", record.getNotification().getSource());
        required("notification.id", record.getNotification().getId());
        optional("group", record.getGroup());
    }

    /** @throws RejectedException its user is none, or another id that it has is none */
    public static void check(ConnectionEvent event) throws RejectedException {
        required("user", event.getUser());
        optional("device", event.getDevice());
        optional("connection", event.getConnection());
        optional("gateway", event.getGateway());
    }

    /** @throws RejectedException its user is none */
    public static void check(Erasure erasure) throws RejectedException {
        required("user", erasure.getUser());
    }

    private static void optional(String field, String id) throws RejectedException {
        if (!id.isEmpty()) {
            required(field, id);
        }
    }

    private static void required(String field, String id) throws RejectedException {
        if (!Limits.isId(id)) {
            throw new RejectedException(Rejection.BAD_ID, field + ": not an id");
        }
    }
}
