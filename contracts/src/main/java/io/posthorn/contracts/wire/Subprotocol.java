// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.wire;

import io.posthorn.contracts.v1.ClientFrame;
import io.posthorn.contracts.v1.ServerFrame;
import java.util.Arrays;
import java.util.Optional;

/** The two encodings of the one protocol; a WebSocket offers one of their names. */
public enum Subprotocol {
    JSON("posthorn.v1.json", false) {
        @Override
        public byte[] encode(ClientFrame frame) {
            return ClientFrameJson.write(frame);
        }

        @Override
        public byte[] encode(ServerFrame frame) {
            return ServerFrameJson.write(frame);
        }

        @Override
        public ClientFrame decodeClientFrame(byte[] frame) throws BadFrameException {
            return ClientFrameJson.read(frame);
        }

        @Override
        public ServerFrame decodeServerFrame(byte[] frame) throws BadFrameException {
            return ServerFrameJson.read(frame);
        }
    },
    PROTO("posthorn.v1.proto", true) {
        @Override
        public byte[] encode(ClientFrame frame) {
            return frame.toByteArray();
        }

        @Override
        public byte[] encode(ServerFrame frame) {
            return frame.toByteArray();
        }

        @Override
        public ClientFrame decodeClientFrame(byte[] frame) throws BadFrameException {
            return FrameProto.read(frame);
        }

        @Override
        public ServerFrame decodeServerFrame(byte[] frame) throws BadFrameException {
            return FrameProto.readServerFrame(frame);
        }
    };

    /** Before the token in an offered subprotocol, for browsers, which can set no header. */
    public static final String BEARER_PREFIX = "posthorn.bearer.";

    private final String id;
    private final boolean binary;

    Subprotocol(String id, boolean binary) {
        this.id = id;
        this.binary = binary;
    }

    /** As offered in {@code Sec-WebSocket-Protocol}. */
    public String id() {
        return id;
    }

    /** Binary frames, else text frames in UTF-8. */
    public boolean binary() {
        return binary;
    }

    public abstract byte[] encode(ClientFrame frame);

    public abstract byte[] encode(ServerFrame frame);

    /** @throws BadFrameException it is no frame, or a frame with fields that are not allowed */
    public abstract ClientFrame decodeClientFrame(byte[] frame) throws BadFrameException;

    /** A frame without content when its type is one of a later version.
     *
     * @throws BadFrameException it is no frame */
    public abstract ServerFrame decodeServerFrame(byte[] frame) throws BadFrameException;

    public static Optional<Subprotocol> of(String id) {
        return Arrays.stream(values()).filter(known -> known.id.equals(id)).findFirst();
    }
}
