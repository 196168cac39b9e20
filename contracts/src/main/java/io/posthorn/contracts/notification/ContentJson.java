// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.notification;

import com.google.protobuf.ByteString;
import io.posthorn.contracts.text.JsonText;
import io.posthorn.contracts.text.Text;
import io.posthorn.contracts.v1.Content;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * {@link Content} within a JSON object: JSON stands as it is in {@code data}; anything else in {@code dataContentType} and
 * {@code dataBase64}. A field that is null is one that is not there.
 */
public final class ContentJson {

    public static final String JSON = "application/json";

    private ContentJson() {}

    /** The JSON text must have been checked where it came in: it is written raw. */
    public static void write(JsonGenerator json, Content content) {
        if (content.getContentType().equals(JSON)) {
            json.writeName("data").writeRawValue(content.getValue().toStringUtf8());
        } else {
            json.writeStringProperty("dataContentType", content.getContentType())
                    .writeStringProperty(
                            "dataBase64",
                            Base64.getEncoder()
                                    .encodeToString(content.getValue().toByteArray()));
        }
    }

    /** @throws IllegalArgumentException both forms at once, Base64 without a content type, or not Base64 */
    public static Optional<Content> read(JsonNode json) {
        boolean asJson = json.hasNonNull("data");
        boolean asBase64 = json.hasNonNull("dataBase64");
        if (asJson && asBase64) {
            throw new IllegalArgumentException("data and dataBase64 exclude each other");
        }
        if (asJson) {
            return Optional.of(content(JSON, JsonText.MAPPER.writeValueAsBytes(json.get("data"))));
        }
        return asBase64 ? Optional.of(content(contentType(json), base64(json))) : Optional.empty();
    }

    private static String contentType(JsonNode json) {
        JsonNode contentType = json.path("dataContentType");
        if (!contentType.isString() || contentType.asString().isEmpty() || !Text.isUnicode(contentType.asString())) {
            throw new IllegalArgumentException("dataBase64 needs dataContentType, a string");
        }
        return contentType.asString();
    }

    private static byte[] base64(JsonNode json) {
        JsonNode base64 = json.get("dataBase64");
        try {
            if (base64.isString()) {
                return Base64.getDecoder().decode(base64.asString());
            }
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException("dataBase64: not Base64", notBase64);
        }
        throw new IllegalArgumentException("dataBase64: must be a string");
    }

    private static Content content(String contentType, byte[] value) {
        return Content.newBuilder()
                .setContentType(contentType)
                .setValue(ByteString.copyFrom(value))
                .build();
    }
}
