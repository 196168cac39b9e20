// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.asking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContinuationTest {

    private static final byte[] PLACE = {1, 2, 3};

    private final Continuation list = new Continuation("connections desc user-1");

    @Test
    void bringsBackWhatItWasGiven() {
        assertThat(list.decode(list.encode(PLACE))).hasValueSatisfying(place -> {
            byte[] bytes = new byte[place.remaining()];
            place.get(bytes);
            assertThat(bytes).isEqualTo(PLACE);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"connections desc user-2", "connections asc user-1", "revocations desc user-1"})
    void isOfOneListOnly(String other) {
        assertThat(new Continuation(other).decode(list.encode(PLACE))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "ä", "AQ", "AQAAAA", "dAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void whatIsNoTokenIsNone(String text) {
        assertThat(list.decode(text)).isEmpty();
    }

    @Test
    void anotherVersionAndALongTextAreNone() {
        byte[] bytes = Base64.getUrlDecoder().decode(list.encode(PLACE));
        bytes[0] = 2;

        assertThat(list.decode(Base64.getUrlEncoder().encodeToString(bytes))).isEmpty();
        assertThat(list.decode("A".repeat(601))).isEmpty();
    }
}
