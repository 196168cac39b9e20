// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.socket;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * Puts a message together from its fragments, up to a limit.
 *
 * <p>Grows with what has come, not with what was announced. Beyond the limit nothing is kept, but reading goes on for a while:
 * a connection closed in the middle of a message is reset by the kernel, and the peer would never see why.
 *
 * <p>One thread adds; the one that sees the connection end may release meanwhile.
 */
final class MessageAssembly {

    enum Progress {
        INCOMPLETE,
        COMPLETE,
        TOO_BIG,
        /** The gateway holds too much of unfinished messages already. */
        NO_ROOM
    }

    private static final int PATIENCE = 16;

    private final int limit;
    private final Inbound inbound;
    private final int since;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    private long seen;

    /** @param since when the first fragment came, in the lower half of a millisecond clock */
    MessageAssembly(int limit, Inbound inbound, int since) {
        this.limit = limit;
        this.inbound = inbound;
        this.since = since;
    }

    synchronized Progress add(ByteBuffer fragment, boolean last) {
        seen += fragment.remaining();
        if (seen > limit) {
            release();
            return last || seen > (long) limit * PATIENCE ? Progress.TOO_BIG : Progress.INCOMPLETE;
        }
        if (!inbound.admit(bytes.size(), fragment.remaining())) {
            return Progress.NO_ROOM;
        }
        byte[] copy = copy(fragment);
        bytes.write(copy, 0, copy.length);
        return last ? Progress.COMPLETE : Progress.INCOMPLETE;
    }

    /** To be released afterwards. */
    synchronized byte[] message() {
        return bytes.toByteArray();
    }

    /** Gives up what is held; to be called when no more is added. */
    synchronized void release() {
        inbound.release(bytes.size());
        bytes.reset();
    }

    int since() {
        return since;
    }

    static byte[] copy(ByteBuffer from) {
        byte[] copy = new byte[from.remaining()];
        from.get(copy);
        return copy;
    }
}
