// SPDX-License-Identifier: Apache-2.0
package io.posthorn.client.socket;

import io.posthorn.client.stream.ConnectionFault;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Puts frames together that arrive in parts. Holds no memory between frames. */
final class FrameAssembly {

    private final int maxBytes;
    private @Nullable ByteArrayOutputStream begun;

    FrameAssembly(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    byte @Nullable [] append(CharSequence part, boolean last) throws ConnectionFault {
        return append(part.toString().getBytes(StandardCharsets.UTF_8), last);
    }

    byte @Nullable [] append(ByteBuffer part, boolean last) throws ConnectionFault {
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        return append(bytes, last);
    }

    /** The whole frame with its last part, nothing before. */
    private byte @Nullable [] append(byte[] part, boolean last) throws ConnectionFault {
        int size = part.length + (begun == null ? 0 : begun.size());
        if (size > maxBytes) {
            begun = null;
            throw new ConnectionFault(
                    ConnectionFault.Kind.FRAME_TOO_BIG,
                    "A frame has %d bytes or more, allowed: %d".formatted(size, maxBytes));
        }
        if (last && begun == null) {
            return part;
        }
        ByteArrayOutputStream frame = begun == null ? new ByteArrayOutputStream() : begun;
        frame.writeBytes(part);
        begun = last ? null : frame;
        return last ? frame.toByteArray() : null;
    }
}
