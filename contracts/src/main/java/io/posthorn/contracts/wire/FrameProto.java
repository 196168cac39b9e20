// SPDX-License-Identifier: Apache-2.0
package io.posthorn.contracts.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import io.posthorn.contracts.v1.ClientFrame;
import io.posthorn.contracts.v1.ServerFrame;

/** Frames of {@code posthorn.v1.proto}. */
final class FrameProto {

    private FrameProto() {}

    static ClientFrame read(byte[] bytes) throws BadFrameException {
        ClientFrame frame;
        try {
            frame = ClientFrame.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw BadFrameException.notAFrame("not a Protobuf frame");
        }
        if (frame.getFrameCase() == ClientFrame.FrameCase.FRAME_NOT_SET) {
            throw BadFrameException.of("unknown-type", "a frame of a type that this server does not know");
        }
        return ClientFrameRules.checked(frame);
    }

    static ServerFrame readServerFrame(byte[] bytes) throws BadFrameException {
        try {
            return ServerFrame.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw BadFrameException.notAFrame("not a Protobuf frame");
        }
    }
}
