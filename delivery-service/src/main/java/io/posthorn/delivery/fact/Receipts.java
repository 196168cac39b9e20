// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.fact;

import io.posthorn.contracts.notification.Rejection;
import io.posthorn.contracts.v1.InboxRecord;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.delivery.state.ConnectionState;

/** What is told of a notification. Times are milliseconds since the epoch. */
public final class Receipts {

    private Receipts() {}

    public static Receipt accepted(Notification notification, int recipients, long at) {
        return of(notification, ReceiptState.RECEIPT_STATE_ACCEPTED, at)
                .setRecipients(recipients)
                .build();
    }

    public static Receipt rejected(Notification notification, Rejection rejection, long at) {
        return of(notification, ReceiptState.RECEIPT_STATE_REJECTED, at)
                .setReason(rejection.id())
                .build();
    }

    public static Receipt duplicate(String user, Position first, Notification notification, long at) {
        return of(notification, ReceiptState.RECEIPT_STATE_DUPLICATE, at)
                .setUser(user)
                .setPosition(first)
                .build();
    }

    /** It was accepted and could not be applied. */
    public static Receipt parked(InboxRecord record, Position position, long at) {
        return of(record.getNotification(), ReceiptState.RECEIPT_STATE_SKIPPED, at)
                .setUser(record.getUser())
                .setPosition(position)
                .setReason("failed")
                .build();
    }

    /** Of the user as a whole: routed, pending, or expired without a device. */
    public static Receipt ofUser(Message message, ReceiptState state, long at) {
        return of(message.getNotification(), state, at)
                .setUser(message.getUser())
                .setPosition(message.getPosition())
                .build();
    }

    /** @param connections to how many of a partition a broadcast was sent */
    public static Receipt routed(Message broadcast, int connections, long at) {
        return ofUser(broadcast, ReceiptState.RECEIPT_STATE_ROUTED, at).toBuilder()
                .setRecipients(connections)
                .build();
    }

    /** @param user whose device it is: a broadcast names none */
    public static Receipt ofDevice(String user, Message message, ReceiptState state, String device, long at) {
        return ofUser(message, state, at).toBuilder()
                .setUser(user)
                .setDevice(device)
                .build();
    }

    public static Receipt ofConnection(Message message, ReceiptState state, ConnectionState connection, long at) {
        return ofDevice(connection.getUser(), message, state, connection.getDevice(), at).toBuilder()
                .setGateway(connection.getGateway())
                .setConnection(connection.getConnection())
                .build();
    }

    private static Receipt.Builder of(Notification notification, ReceiptState state, long at) {
        return Receipt.newBuilder()
                .setSource(notification.getSource())
                .setId(notification.getId())
                .setClassName(notification.getClassName())
                .setState(state)
                .setAt(at);
    }
}
