// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.delivery.fact.Facts;
import io.posthorn.delivery.fact.Receipts;
import io.posthorn.delivery.state.ConnectionState;

/** Receipts of what a device was told that it will not get. */
record ExpiredOnDevice(DeliveryClasses classes, Facts facts) implements SkipReceipts {

    @Override
    public void expired(Message message, ConnectionState connection, long at) {
        classes.find(message.getNotification().getClassName())
                .filter(kind -> kind.receipts().covers(ReceiptState.RECEIPT_STATE_EXPIRED))
                .ifPresent(kind -> facts.receipt(
                        Receipts.ofConnection(message, ReceiptState.RECEIPT_STATE_EXPIRED, connection, at)));
    }
}
