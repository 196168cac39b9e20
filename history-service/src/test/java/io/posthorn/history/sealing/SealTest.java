// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealTest {

    private static final byte[] KEY = Seal.newKey();
    private static final String NAME = "somebody-else-1";

    private final Seal seal = new Seal(KEY);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<String> text(Optional<byte[]> bytes) {
        return bytes.map(each -> new String(each, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "u", NAME, "grüße-\uD83D\uDCEF"})
    void whatIsClosedComesBack(String place) {
        assertThat(text(seal.open("list", seal.close("list", bytes(place))))).contains(place);
    }

    @Test
    void everyInstanceOfOneKeyOpensIt() {
        String closed = new Seal(KEY.clone()).close("list", bytes(NAME));

        assertThat(text(seal.open("list", closed))).contains(NAME);
        assertThat(new Seal(Seal.newKey()).open("list", closed)).isEmpty();
    }

    @Test
    void nobodyReadsItInTheText() {
        String closed = seal.close("list", bytes(NAME));
        String decoded = new String(Base64.getUrlDecoder().decode(closed), StandardCharsets.ISO_8859_1);

        assertThat(closed).matches("[A-Za-z0-9_-]+").doesNotContain(NAME);
        assertThat(decoded).doesNotContain("somebody").doesNotContain("list");
    }

    @Test
    void theSamePlaceIsTheSameTextAndAnotherOneHasNothingOfIt() {
        String closed = seal.close("list", bytes(NAME));

        assertThat(seal.close("list", bytes(NAME))).isEqualTo(closed);
        assertThat(seal.close("list", bytes("somebody-else-2")).substring(2, 12))
                .isNotEqualTo(closed.substring(2, 12));
        assertThat(seal.close("other", bytes(NAME)).substring(2, 12)).isNotEqualTo(closed.substring(2, 12));
    }

    @Test
    void itIsOfOneList() {
        assertThat(seal.open("lis", seal.close("list", bytes(NAME)))).isEmpty();
        assertThat(seal.open("l", seal.close("", bytes("l" + NAME)))).isEmpty();
    }

    @Test
    void whereverABitIsChangedItIsNone() {
        byte[] raw = Base64.getUrlDecoder().decode(seal.close("list", bytes(NAME)));
        for (int i = 0; i < raw.length * 8; i++) {
            byte[] changed = raw.clone();
            changed[i / 8] ^= (byte) (1 << i % 8);

            assertThat(seal.open("list", Base64.getUrlEncoder().encodeToString(changed)))
                    .as("bit %d", i)
                    .isEmpty();
        }
    }

    @Test
    void whereverItIsCutItIsNone() {
        byte[] raw = Base64.getUrlDecoder().decode(seal.close("list", bytes(NAME)));
        for (int length = 0; length < raw.length; length++) {
            String cut = Base64.getUrlEncoder().encodeToString(Arrays.copyOf(raw, length));

            assertThat(seal.open("list", cut)).as("%d bytes", length).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "garbage", "%%%", "ä", "\u0000", "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void anythingElseIsNone(String text) {
        assertThat(seal.open("list", text)).isEmpty();
        assertThat(seal.open("list", "A".repeat(1_000_000))).isEmpty();
    }

    @Test
    void aShortKeyIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Seal(new byte[16]))
                .withMessageContaining("32");
    }
}
