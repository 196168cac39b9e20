// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.history.asking.Continuation;
import io.posthorn.history.kept.UserOrder;
import io.posthorn.history.sealing.TestSeals;
import io.posthorn.history.security.Reach;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipientsTokenTest {

    private static final Reach EVEN = new Reach(Set.of(), Set.of(), Set.of("even-"));
    private static final Continuation LIST = list("orders", "o-1");

    private static Continuation list(String source, String id) {
        return RecipientsToken.list(new Named(source, id)).sealed(TestSeals.SEAL, EVEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"u", "user-1", "ü/é&?", "\uD83D\uDE00"})
    void isReadAgain(String user) {
        for (UserOrder order : UserOrder.values()) {
            RecipientsToken token = new RecipientsToken(order, user);

            assertThat(decode(LIST, token.encode(LIST))).contains(token);
        }
    }

    @Test
    void isGoodForOneNotificationAndOneReachOnly() {
        String token = new RecipientsToken(UserOrder.ASCENDING, "odd-1").encode(LIST);

        assertThat(decode(list("orders", "o-2"), token)).isEmpty();
        assertThat(decode(list("order", "so-1"), token)).isEmpty();
        assertThat(decode(RecipientsToken.list(new Named("orders", "o-1")).sealed(TestSeals.SEAL, Reach.WHOLE), token))
                .isEmpty();
    }

    @Test
    void aNameThatIsNoIdIsNoToken() {
        assertThat(decode(LIST, new RecipientsToken(UserOrder.ASCENDING, "a b").encode(LIST)))
                .isEmpty();
        for (String place : new String[] {"", "a", "xuser-1"}) {
            String text = LIST.encode(place.getBytes(StandardCharsets.UTF_8));

            assertThat(decode(LIST, text)).as(place).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "d", "x", "a!", "aAAAA", "zAAAAAHVzZXItMQ", "aAAAAAHVzZXItMQ", "ä", "\u0000"})
    void garbageIsNone(String text) {
        assertThat(decode(LIST, text)).isEmpty();
        assertThat(decode(LIST, "a" + "A".repeat(100_000))).isEmpty();
    }

    private static Optional<RecipientsToken> decode(Continuation list, String text) {
        return list.decode(text).flatMap(RecipientsToken::read);
    }
}
