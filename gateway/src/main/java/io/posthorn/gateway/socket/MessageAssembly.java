// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.socket;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * Puts a message together from its fragments, up to a limit.
 *
 * <p>Grows with what has come, not with what was announced. Beyond the limit nothing is kept, but reading goes on for a while:
 * a connection closed in the middle of a message is reset by the kernel, and the peer would never see why.
 */
final class MessageAssembly {

    enum Progress {
        INCOMPLETE,
        COMPLETE,
        TOO_BIG
    }

    private static final int PATIENCE = 16;

    private final int limit;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    private long seen;

    MessageAssembly(int limit) {
        this.limit = limit;
    }

    Progress add(ByteBuffer fragment, boolean last) {
        seen += fragment.remaining();
        if (seen <= limit) {
            byte[] copy = copy(fragment);
            bytes.write(copy, 0, copy.length);
            return last ? Progress.COMPLETE : Progress.INCOMPLETE;
        }
        bytes.reset();
        return last || seen > (long) limit * PATIENCE ? Progress.TOO_BIG : Progress.INCOMPLETE;
    }

    byte[] message() {
        return bytes.toByteArray();
    }

    static byte[] copy(ByteBuffer from) {
        byte[] copy = new byte[from.remaining()];
        from.get(copy);
        return copy;
    }
}
