// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.wire.Limits;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "user-1",
                "user-1@example.org",
                "auth0|5f7c8ec7c33c6c004bbafe82",
                "urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8",
                "Müller",
                "利用者",
                "\uD83D\uDC4B",
                "/?%#\"'<>\\",
                "!",
                "~"
            })
    void isAnId(String id) {
        assertThat(Text.isId(id)).isTrue();
        assertThat(Limits.isId(id)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "user 1",
                " user-1",
                "user-1 ",
                "user-1\n",
                "user\t1",
                "user\u00001",
                "\u0000",
                "user\u007F1",
                "user\u00851",
                "user\u009F1",
                "user\u00A01",
                "user\u16801",
                "user\u20031",
                "user\u20071",
                "user\u202F1",
                "user\u205F1",
                "user\u30001",
                "user\u20281",
                "user\u20291",
                "user\u200B1",
                "user\u202E1",
                "user\uFEFF1",
                "user\u00AD1"
            })
    void isNoIdWithASpaceOrWithWhatNobodySees(String id) {
        assertThat(Text.isId(id)).isFalse();
        assertThat(Limits.isId(id)).isFalse();
    }

    @Test
    void isNoIdWithHalfOfASurrogatePair() {
        for (String half :
                new String[] {"\uD83D", "\uDC4B", "\uDC4B\uD83D", "a\uD83D", "\uD83Da", "\uD83D\uD83D\uDC4B"}) {
            assertThat(Text.isId(half)).isFalse();
        }
    }

    @Test
    void isNoIdOverTheMostCharacters() {
        assertThat(Text.isId("x".repeat(128))).isTrue();
        assertThat(Text.isId("x".repeat(129))).isFalse();
        assertThat(Text.isId("\uD83D\uDC4B".repeat(64))).isTrue();
        assertThat(Text.isId("\uD83D\uDC4B".repeat(64) + "x")).isFalse();
    }

    @Test
    void areNeverTwoIdsWithTheSameBytes() {
        Random random = new Random(5);
        Map<String, String> ids = new HashMap<>();
        for (int i = 0; i < 100_000; i++) {
            String id = "" + (char) random.nextInt(0x10000) + (char) random.nextInt(0x10000);
            if (Text.isId(id)) {
                String bytes = new String(id.getBytes(UTF_8), UTF_8);
                assertThat(bytes).isEqualTo(id).doesNotContain("\0");
                assertThat(ids.put(bytes, id)).isIn(null, id);
            }
        }
        assertThat(ids).hasSizeGreaterThan(10_000);
    }

    @Test
    void isUnicodeWhenItSurvivesUtf8() {
        assertThat(Text.isUnicode("")).isTrue();
        assertThat(Text.isUnicode("Grüße \uD83D\uDC4B\u0000")).isTrue();
        assertThat(Text.isUnicode("a\uD83D")).isFalse();
        assertThat(Text.isUnicode("\uDC4Bb")).isFalse();
    }
}
