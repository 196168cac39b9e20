// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class JsonTextTest {

    /** As texts, so that no digit and no character can get lost unseen. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "0",
                "49.90",
                "0.1000000000000000055511151231257827",
                "123456789012345678901234567890",
                "1E+400",
                "-1E-400",
                "3.14159265358979323800",
                "\"Grüße \uD83D\uDC4B\"",
                "\"\\u0000\"",
                "\"\\uD83D\"",
                "{\"b\":1,\"a\":{\"c\":[]}}",
                "[1,2.50,[]]"
            })
    void isWrittenAsItWasRead(String json) {
        assertThat(parse(json).map(JsonText.MAPPER::writeValueAsBytes))
                .hasValueSatisfying(
                        bytes -> assertThat(new String(bytes, UTF_8)).isEqualTo(json));
        assertThat(JsonText.parseEmbedded(json.getBytes(UTF_8))).isEqualTo(parse(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "{",
                "}",
                "{}{}",
                "{} x",
                "1 2",
                "{\"a\":1,}",
                "[1,]",
                "{a:1}",
                "{'a':1}",
                "NaN",
                "Infinity",
                "01",
                "+1",
                ".5",
                "0x1",
                "1e99999999999",
                "1e-99999999999",
                "\"\\x\"",
                "\"\\uD83\"",
                "\"line\nbreak\"",
                "// comment\n1",
                "\"open",
                "\u0000",
                "{\"\\uD83D\":1}"
            })
    void isOneJsonValueAndNothingElse(String text) {
        assertThat(parse(text)).isEmpty();
        assertThat(JsonText.parseEmbedded(text.getBytes(UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,2", "1],[2", "]", "[", "1]", "[1", "]]", "{\"a\":1},{\"b\":2}", ",", "\"],[\""})
    void breaksNothingThatItStandsIn(String text) {
        assertThat(JsonText.parseEmbedded(text.getBytes(UTF_8)).map(JsonNode::toString))
                .isIn(Optional.empty(), Optional.of("\"],[\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32BE", "UTF-32LE"})
    void isTakenInOtherEncodingsOnlyWhenItStandsAlone(String charset) {
        byte[] json = "{\"a\":1}".getBytes(Charset.forName(charset));

        assertThat(JsonText.parse(json)).isEqualTo(parse("{\"a\":1}"));
        assertThat(JsonText.parseEmbedded(json)).isEmpty();
        assertThat(JsonText.parse("\uFEFF1".getBytes(UTF_8))).isEqualTo(parse("1"));
        assertThat(JsonText.parseEmbedded("\uFEFF1".getBytes(UTF_8))).isEmpty();
    }

    @Test
    void endsWhereEveryReaderEnds() {
        assertThat(parse(nested(500))).isPresent();
        assertThat(parse(nested(501))).isEmpty();
        assertThat(parse(nested(100_000))).isEmpty();
        assertThat(parse("1".repeat(1_000))).isPresent();
        assertThat(parse("1".repeat(1_001))).isEmpty();
    }

    @Test
    void countsLevels() {
        assertThat(JsonText.levels(parse("1").orElseThrow())).isZero();
        assertThat(JsonText.levels(parse("[]").orElseThrow())).isEqualTo(1);
        assertThat(JsonText.levels(parse("{\"a\":[1,{\"b\":{}}],\"c\":2}").orElseThrow()))
                .isEqualTo(4);
        assertThat(JsonText.levels(parse(nested(500)).orElseThrow())).isEqualTo(500);
    }

    @Test
    void isNotSlowedDownByHugeExponents() {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            for (String number : new String[] {"1e2147483647", "1e-2147483646", "9.99e999999999"}) {
                var node = parse(number).orElseThrow();
                assertThat(node.canConvertToLong()).isFalse();
                assertThat(JsonText.MAPPER.writeValueAsBytes(node)).hasSizeLessThan(30);
            }
        });
    }

    @Test
    void doesNotThrowOnAnyBytes() {
        Random random = new Random(20261120);
        String alphabet = "{}[]\",:\\u0123456789eE+-. truefalsn\u0000\uD83D";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(24);
            for (int j = 0; j < length; j++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            JsonText.parseEmbedded(text.toString().getBytes(UTF_8));
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            JsonText.parse(bytes);
        }
    }

    private static Optional<JsonNode> parse(String json) {
        return JsonText.parse(json.getBytes(UTF_8));
    }

    private static String nested(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }
}
