// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.history.kept.UserOrder;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipientsTokenTest {

    private static final Named NAME = new Named("orders", "o-1");

    @ParameterizedTest
    @ValueSource(strings = {"u", "user-1", "ü/é&?", "\uD83D\uDE00"})
    void isReadAgain(String user) {
        for (UserOrder order : UserOrder.values()) {
            RecipientsToken token = new RecipientsToken(order, user);

            assertThat(RecipientsToken.decode(NAME, token.encode(NAME))).contains(token);
        }
    }

    @Test
    void isGoodForOneNotificationOnly() {
        String token = new RecipientsToken(UserOrder.ASCENDING, "user-1").encode(NAME);

        assertThat(RecipientsToken.decode(new Named("orders", "o-2"), token)).isEmpty();
        assertThat(RecipientsToken.decode(new Named("order", "so-1"), token)).isEmpty();
    }

    @Test
    void aNameThatIsNoIdIsNoToken() {
        assertThat(RecipientsToken.decode(NAME, new RecipientsToken(UserOrder.ASCENDING, "a b").encode(NAME)))
                .isEmpty();
        assertThat(RecipientsToken.decode(NAME, "a" + Base64.getUrlEncoder().encodeToString(new byte[4])))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "d", "x", "a!", "aAAAA", "zAAAAAHVzZXItMQ", "aAAAAAHVzZXItMQ", "ä", "\u0000"})
    void garbageIsNone(String text) {
        assertThat(RecipientsToken.decode(NAME, text)).isEmpty();
        assertThat(RecipientsToken.decode(NAME, "a" + "A".repeat(100_000))).isEmpty();
    }
}
