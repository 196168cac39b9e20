// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Notification;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.delivery.state.ConnectionState;
import org.junit.jupiter.api.Test;

class ReceiptsTest {

    private static final Message MESSAGE = Message.newBuilder()
            .setUser("user-1")
            .setPosition(Position.newBuilder().setEra(1).setOffset(7))
            .setNotification(Notification.newBuilder()
                    .setId("o-17")
                    .setSource("orders")
                    .setClassName("system")
                    .setBody("nobody else's business"))
            .build();

    @Test
    void aReceiptOfAConnectionSaysWhoWhereAndWhen() {
        Receipt receipt = Receipts.ofConnection(
                MESSAGE,
                ReceiptState.RECEIPT_STATE_EXPIRED,
                ConnectionState.newBuilder()
                        .setUser("user-1")
                        .setDevice("phone")
                        .setConnection("c1")
                        .setGateway("gateway-1")
                        .build(),
                99);

        assertThat(receipt)
                .isEqualTo(Receipt.newBuilder()
                        .setSource("orders")
                        .setId("o-17")
                        .setClassName("system")
                        .setState(ReceiptState.RECEIPT_STATE_EXPIRED)
                        .setUser("user-1")
                        .setPosition(MESSAGE.getPosition())
                        .setDevice("phone")
                        .setConnection("c1")
                        .setGateway("gateway-1")
                        .setAt(99)
                        .build());
    }

    @Test
    void aReceiptOfABroadcastOnADeviceNamesItsUser() {
        Message broadcast = MESSAGE.toBuilder().clearUser().build();

        assertThat(Receipts.ofDevice("user-2", broadcast, ReceiptState.RECEIPT_STATE_DELIVERED, "phone", 99)
                        .getUser())
                .isEqualTo("user-2");
        assertThat(Receipts.routed(broadcast, 70, 99))
                .returns("", Receipt::getUser)
                .returns(70, Receipt::getRecipients);
    }

    @Test
    void aReceiptOfTheWholeNamesNoUser() {
        Receipt receipt = Receipts.accepted(MESSAGE.getNotification(), 3, 99);

        assertThat(receipt.getUser()).isEmpty();
        assertThat(receipt.hasPosition()).isFalse();
        assertThat(receipt.getRecipients()).isEqualTo(3);
    }

    @Test
    void noReceiptHoldsContent() {
        assertThat(Receipts.ofUser(MESSAGE, ReceiptState.RECEIPT_STATE_PENDING, 99)
                        .toByteString()
                        .toStringUtf8())
                .doesNotContain("business");
    }
}
