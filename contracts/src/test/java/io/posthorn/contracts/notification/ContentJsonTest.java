// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.ByteString;
import io.posthorn.contracts.v1.Content;
import java.io.StringWriter;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ContentJsonTest {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "0",
                "49.90",
                "1E+400",
                "true",
                "\"text\"",
                "\"\\uD83D\"",
                "{\"a\":[null,{\"b\":\"c\"}]}"
            })
    void ofJsonStandsAsItIs(String json) {
        Content content = content(ContentJson.JSON, ByteString.copyFromUtf8(json));

        assertThat(written(content)).isEqualTo("{\"data\":" + json + "}");
    }

    @Test
    void ofAnythingElseStandsAsBase64() {
        assertThat(written(content("image/png", ByteString.copyFrom(new byte[] {(byte) 0xFB, (byte) 0xFF}))))
                .isEqualTo("{\"dataContentType\":\"image/png\",\"dataBase64\":\"+/8=\"}");
        assertThat(written(content("text/plain", ByteString.EMPTY)))
                .isEqualTo("{\"dataContentType\":\"text/plain\",\"dataBase64\":\"\"}");
        assertThat(written(content("application/json; charset=utf-8", ByteString.copyFromUtf8("{}"))))
                .isEqualTo("{\"dataContentType\":\"application/json; charset=utf-8\",\"dataBase64\":\"e30=\"}");
    }

    @Test
    void isReadAsItWasWritten() {
        Content bytes = content("image/png", ByteString.copyFrom(new byte[] {0, 1, (byte) 0xFF}));
        Content json = content(ContentJson.JSON, ByteString.copyFromUtf8("{\"a\":[1,2]}"));

        assertThat(read(written(bytes))).hasValue(bytes);
        assertThat(read(written(json))).hasValue(json);
    }

    /** JSON that comes as Base64 is JSON all the same, and checked as such by the rules. */
    @Test
    void ofJsonMayComeAsBase64() {
        assertThat(read("{\"dataContentType\":\"application/json\",\"dataBase64\":\"e30=\"}"))
                .hasValue(content(ContentJson.JSON, ByteString.copyFromUtf8("{}")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"data\":null}",
                "{\"dataBase64\":null,\"data\":null}",
                "{\"dataContentType\":\"image/png\"}"
            })
    void mayBeAbsent(String json) {
        assertThat(read(json)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":{},\"dataBase64\":\"AA==\",\"dataContentType\":\"x/y\"}",
                "{\"data\":false,\"dataBase64\":\"\",\"dataContentType\":\"x/y\"}",
                "{\"dataBase64\":\"AA==\"}",
                "{\"dataBase64\":\"AA==\",\"dataContentType\":null}",
                "{\"dataBase64\":\"AA==\",\"dataContentType\":[\"x/y\"]}",
                "{\"dataBase64\":[1,2],\"dataContentType\":\"x/y\"}",
                "{\"dataBase64\":1234,\"dataContentType\":\"x/y\"}",
                "{\"dataBase64\":\"AAA\u00e4\",\"dataContentType\":\"x/y\"}",
                "{\"dataBase64\":\"A A=\",\"dataContentType\":\"x/y\"}"
            })
    void isRefusedWithoutItsContent(String json) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(json))
                .withMessageContaining("dataBase64")
                .withMessageNotContainingAny("1234", "x/y", "AA");
    }

    private static Optional<Content> read(String json) {
        return ContentJson.read(MAPPER.readTree(json));
    }

    private static String written(Content content) {
        StringWriter out = new StringWriter();
        try (var json = MAPPER.createGenerator(out)) {
            json.writeStartObject();
            ContentJson.write(json, content);
            json.writeEndObject();
        }
        return out.toString();
    }

    private static Content content(String contentType, ByteString value) {
        return Content.newBuilder().setContentType(contentType).setValue(value).build();
    }
}
