// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.change;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.posthorn.contracts.v1.AttributesChanged;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttributeChangeTest {

    @Test
    void setRemoveAndClearAreRead() {
        AttributesChanged change = read("""
                {"set":{"os":"a","language":"ö"},"remove":["app"],"clear":true}""");

        assertThat(change.getSetMap()).containsEntry("os", "a").containsEntry("language", "ö");
        assertThat(change.getRemoveList()).containsExactly("app");
        assertThat(change.getClear()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"set\":{\"os\":\"a\"}}", "{\"remove\":[\"os\"]}", "{\"clear\":true}"})
    void eachMayStandAlone(String body) {
        assertThat(read(body)).isNotEqualTo(AttributesChanged.getDefaultInstance());
    }

    @Test
    void noOtherTypeOfFrameIsMadeOfIt() {
        assertThat(read("{\"type\":\"ack\",\"cursor\":\"x\",\"set\":{\"os\":\"a\"}}")
                        .getSetMap())
                .containsEntry("os", "a");
    }

    @Test
    void asManyAsAreAllowedAreRead() {
        assertThat(read(attributes(32, 60)).getSetCount()).isEqualTo(32);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            not json                             | the body is not JSON
            ''                                   | the body is not JSON
            []                                   | the body is not a JSON object
            "set"                                | the body is not a JSON object
            {}                                   | nothing to change
            {"sets":{"os":"a"}}                  | nothing to change
            {"set":{},"remove":[],"clear":false} | nothing to change
            {"set":["os"]}                       | set: must be an object of strings
            {"set":{"os":1}}                     | set: must be an object of strings
            {"set":{"os":null}}                  | set: must be an object of strings
            {"remove":"os"}                      | remove: must be an array of strings
            {"remove":[1]}                       | remove: must be an array of strings
            {"clear":"yes"}                      | clear: must be true or false
            """)
    void whatIsNoChangeIsRefusedWithTheRule(String body, String rule) {
        assertThatIllegalArgumentException().isThrownBy(() -> read(body)).withMessageContaining(rule);
    }

    @Test
    void whatIsTooMuchIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(attributes(33, 1)))
                .withMessageContaining("allowed are 32");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(attributes(1, 2_048)))
                .withMessageContaining("2048 characters in all");
    }

    private static String attributes(int count, int characters) {
        return IntStream.range(0, count)
                .mapToObj(number -> "\"a" + number + "\":\"" + "x".repeat(characters) + "\"")
                .collect(Collectors.joining(",", "{\"set\":{", "}}"));
    }

    private static AttributesChanged read(String body) {
        return AttributeChange.read(body.getBytes(UTF_8));
    }
}
