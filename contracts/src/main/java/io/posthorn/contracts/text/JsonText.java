// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** The one way in which JSON is read: what one side lets pass, the other can read. */
public final class JsonText {

    /** Keeps numbers as they were written, however long. */
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    // Encodings are told apart by the first four bytes.
    private static final byte[] BEFORE = "    [".getBytes(StandardCharsets.UTF_8);
    private static final byte[] AFTER = "]".getBytes(StandardCharsets.UTF_8);

    private JsonText() {}

    /** Empty when it is not one JSON value and nothing else, or is beyond what Jackson reads: 500 levels, 1,000 digits. */
    public static Optional<JsonNode> parse(byte[] json) {
        try {
            return Optional.of(MAPPER.readTree(json)).filter(tree -> !tree.isMissingNode());
        } catch (JacksonException | NumberFormatException notJson) {
            // NumberFormatException: an exponent beyond BigDecimal's, which Jackson lets through.
            return Optional.empty();
        }
    }

    /**
     * The same for a value that will stand raw in the middle of other JSON, where a reader knows its encoding: neither a
     * byte order mark nor another encoding than UTF-8 nor a second value passes.
     */
    public static Optional<JsonNode> parseEmbedded(byte[] json) {
        var text = new ByteArrayOutputStream(json.length + BEFORE.length + AFTER.length);
        text.writeBytes(BEFORE);
        text.writeBytes(json);
        text.writeBytes(AFTER);
        return parse(text.toByteArray())
                .filter(array -> array.isArray() && array.size() == 1)
                .map(array -> array.get(0));
    }

    /** Levels of arrays and objects; 0 for anything else. */
    public static int levels(JsonNode json) {
        int below = 0;
        for (JsonNode child : json) {
            below = Math.max(below, levels(child));
        }
        return json.isContainer() ? below + 1 : 0;
    }
}
