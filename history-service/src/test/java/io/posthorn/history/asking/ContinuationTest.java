// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.asking;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.history.sealing.TestSeals;
import io.posthorn.history.security.Reach;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
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

    @Test
    void sealedItIsOfOneReachAndShowsNothing() {
        Reach even = new Reach(Set.of(), Set.of(), Set.of("even-"));
        Continuation sealed = list.sealed(TestSeals.SEAL, even);
        String text = sealed.encode("odd-1".getBytes(StandardCharsets.UTF_8));

        assertThat(sealed.decode(text)
                        .map(place -> StandardCharsets.UTF_8.decode(place).toString()))
                .contains("odd-1");
        assertThat(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.ISO_8859_1))
                .doesNotContain("odd-1");
        assertThat(list.sealed(TestSeals.SEAL, Reach.WHOLE).decode(text)).isEmpty();
        assertThat(list.sealed(TestSeals.SEAL, new Reach(Set.of(), Set.of("even-"), Set.of()))
                        .decode(text))
                .isEmpty();
        assertThat(new Continuation("other").sealed(TestSeals.SEAL, even).decode(text))
                .isEmpty();
        assertThat(list.decode(text)).isEmpty();
        assertThat(sealed.decode(list.encode(PLACE))).isEmpty();
    }
}
