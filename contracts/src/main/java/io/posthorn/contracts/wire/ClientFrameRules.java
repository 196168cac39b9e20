// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.wire;

import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.v1.ClientFrame;
import java.util.Map;

/** What the fields of a client frame may hold, whatever its encoding. */
final class ClientFrameRules {

    private ClientFrameRules() {}

    static ClientFrame checked(ClientFrame frame) throws BadFrameException {
        switch (frame.getFrameCase()) {
            case HELLO -> {
                device(frame.getHello().getDevice());
                if (frame.getHello().hasWindow() && frame.getHello().getWindow() == 0) {
                    throw BadFrameException.of("bad-window", "window is 0, allowed: 1 or more");
                }
                attributes(frame.getHello().getAttributesMap());
            }
            case ACK -> cursor(frame.getAck().getCursor());
            case READ -> cursor(frame.getRead().getCursor());
            case AUTH -> {
                if (frame.getAuth().getToken().isEmpty()) {
                    throw BadFrameException.of("missing-field", "auth has no token");
                }
            }
            case ATTRIBUTES -> attributes(frame.getAttributes().getSetMap());
            case PING, PONG, FRAME_NOT_SET -> {}
        }
        return frame;
    }

    private static void device(String device) throws BadFrameException {
        if (!Limits.isId(device)) {
            throw BadFrameException.of("bad-device", "device: allowed are 1 to 128 printable characters without space");
        }
    }

    private static void cursor(String cursor) throws BadFrameException {
        if (cursor.isEmpty() || cursor.length() > Cursor.MAX_LENGTH) {
            throw BadFrameException.of("bad-cursor", "cursor: allowed are 1 to 64 characters");
        }
    }

    private static void attributes(Map<String, String> attributes) throws BadFrameException {
        int size = 0;
        for (var attribute : attributes.entrySet()) {
            size += attribute.getKey().length() + attribute.getValue().length();
        }
        if (attributes.size() > Limits.ATTRIBUTES || size > Limits.ATTRIBUTE_CHARACTERS) {
            throw BadFrameException.of(
                    "too-many-attributes",
                    "attributes: allowed are %d with %d characters in all"
                            .formatted(Limits.ATTRIBUTES, Limits.ATTRIBUTE_CHARACTERS));
        }
    }
}
