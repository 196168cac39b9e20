// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.change;

import io.posthorn.contracts.text.JsonText;
import io.posthorn.contracts.v1.Attributes;
import io.posthorn.contracts.v1.AttributesChanged;
import io.posthorn.contracts.wire.BadFrameException;
import io.posthorn.contracts.wire.Subprotocol;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The body of a change of attributes: the fields of an {@code attributes} frame, under the same rules. */
final class AttributeChange {

    private static final String TYPE = "type";

    private AttributeChange() {}

    /** @throws IllegalArgumentException naming the field and the rule */
    static AttributesChanged read(byte[] body) {
        JsonNode json = JsonText.parse(body).orElseThrow(() -> new IllegalArgumentException("the body is not JSON"));
        if (!(json instanceof ObjectNode fields)) {
            throw new IllegalArgumentException("the body is not a JSON object");
        }
        Attributes change = frame(fields.put(TYPE, "attributes"));
        if (change.getSetCount() == 0 && change.getRemoveCount() == 0 && !change.getClear()) {
            throw new IllegalArgumentException("nothing to change: set, remove or clear is needed");
        }
        return AttributesChanged.newBuilder()
                .putAllSet(change.getSetMap())
                .addAllRemove(change.getRemoveList())
                .setClear(change.getClear())
                .build();
    }

    private static Attributes frame(ObjectNode fields) {
        try {
            return Subprotocol.JSON
                    .decodeClientFrame(JsonText.MAPPER.writeValueAsBytes(fields))
                    .getAttributes();
        } catch (BadFrameException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
