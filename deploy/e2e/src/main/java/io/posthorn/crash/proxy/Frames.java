// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.proxy;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.apache.kafka.common.protocol.ApiKeys;
import org.jspecify.annotations.Nullable;

/** Kafka's framing: four bytes of length, then the request or the response. A frame here is without its length. */
final class Frames {

    private static final int LARGEST = 100 << 20;
    private static final int CORRELATION_OF_REQUEST = 4;

    private Frames() {}

    /** Null at the end of the stream, also when it ends within a frame. */
    static byte @Nullable [] read(DataInputStream in) throws IOException {
        try {
            int length = in.readInt();
            if (length < 0 || length > LARGEST) {
                throw new IOException("A frame of " + length + " bytes: this is not Kafka's protocol");
            }
            byte[] frame = new byte[length];
            in.readFully(frame);
            return frame;
        } catch (EOFException e) {
            return null;
        }
    }

    static void write(OutputStream out, byte[] frame) throws IOException {
        out.write(withLength(frame));
        out.flush();
    }

    /** The frame stops short, as when a connection breaks. */
    static void writePart(OutputStream out, byte[] frame, double part) throws IOException {
        byte[] whole = withLength(frame);
        out.write(whole, 0, (int) (whole.length * part));
        out.flush();
    }

    private static byte[] withLength(byte[] frame) {
        return ByteBuffer.allocate(Integer.BYTES + frame.length)
                .putInt(frame.length)
                .put(frame)
                .array();
    }

    static boolean isRequest(ApiKeys key, byte[] request) {
        return ByteBuffer.wrap(request).getShort() == key.id;
    }

    static int correlationOfRequest(byte[] request) {
        return ByteBuffer.wrap(request).getInt(CORRELATION_OF_REQUEST);
    }

    static int correlationOfResponse(byte[] response) {
        return ByteBuffer.wrap(response).getInt();
    }
}
