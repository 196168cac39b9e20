// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.keeping;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Receipt;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.history.kept.Shards;
import org.junit.jupiter.api.Test;

class NewReceiptTest {

    private static final Receipt OF_USER = Receipt.newBuilder()
            .setSource("orders")
            .setId("o-1")
            .setUser("user-1")
            .setPosition(Positions.of(1, 17, 1_000))
            .build();

    @Test
    void standsInTheShardOfItsUser() {
        assertThat(new NewReceipt(OF_USER, 1, 1).home())
                .isEqualTo(new NewReceipt.Home("orders", "o-1", Shards.of("user-1")));
        assertThat(new NewReceipt(OF_USER.toBuilder().clearUser().build(), 1, 1).home())
                .isEqualTo(new NewReceipt.Home("orders", "o-1", Shards.of("")));
    }

    @Test
    void whatCanHappenTwiceIsToldApartByItsPlace() {
        assertThat(new NewReceipt(OF_USER, 1, 4711).place()).isZero();
        assertThat(new NewReceipt(OF_USER.toBuilder().clearUser().build(), 1, 4711).place())
                .isEqualTo(4711);
        assertThat(new NewReceipt(
                                OF_USER.toBuilder().clearUser().clearPosition().build(), 1, 4711)
                        .place())
                .isEqualTo(4711);
        assertThat(new NewReceipt(
                                OF_USER.toBuilder()
                                        .setState(ReceiptState.RECEIPT_STATE_DUPLICATE)
                                        .build(),
                                1,
                                4711)
                        .place())
                .isEqualTo(4711);
    }

    @Test
    void whatWasAppendedLaterIsWrittenLater() {
        assertThat(new NewReceipt(OF_USER, 1_000, 5).writtenAt()).isEqualTo(1_000_005);
        assertThat(new NewReceipt(OF_USER, 1_000, 6).writtenAt())
                .isGreaterThan(new NewReceipt(OF_USER, 1_000, 5).writtenAt());
        assertThat(new NewReceipt(OF_USER, 1_001, 1_000).writtenAt())
                .isGreaterThan(new NewReceipt(OF_USER, 1_000, 999).writtenAt());
    }

    @Test
    void isToldWhenItCameOverAConnection() {
        assertThat(new NewReceipt(OF_USER, 1, 1).isTold()).isFalse();
        assertThat(new NewReceipt(OF_USER.toBuilder().setConnection("c-1").build(), 1, 1).isTold())
                .isTrue();
    }
}
