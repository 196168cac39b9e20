// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.wire;

import io.posthorn.contracts.text.JsonText;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

final class Json {

    static final JsonMapper MAPPER = JsonText.MAPPER;

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static byte[] bytes(JsonNode json) {
        return MAPPER.writeValueAsBytes(json);
    }
}
