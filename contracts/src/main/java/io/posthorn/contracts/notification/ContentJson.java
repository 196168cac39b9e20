// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.notification;

import com.google.protobuf.ByteString;
import io.posthorn.contracts.v1.Content;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * {@link Content} within a JSON object: JSON stands as it is in {@code data}; anything else in {@code dataContentType} and
 * {@code dataBase64}.
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
        boolean asJson = json.has("data");
        boolean asBase64 = json.has("dataBase64");
        if (asJson && asBase64) {
            throw new IllegalArgumentException("data and dataBase64 exclude each other");
        }
        if (asJson) {
            return Optional.of(Content.newBuilder()
                    .setContentType(JSON)
                    .setValue(ByteString.copyFromUtf8(json.get("data").toString()))
                    .build());
        }
        if (!asBase64) {
            return Optional.empty();
        }
        String contentType = json.path("dataContentType").asString("");
        if (contentType.isEmpty()) {
            throw new IllegalArgumentException("dataBase64 needs dataContentType");
        }
        byte[] value = Base64.getDecoder().decode(json.path("dataBase64").asString(""));
        return Optional.of(Content.newBuilder()
                .setContentType(contentType)
                .setValue(ByteString.copyFrom(value))
                .build());
    }
}
