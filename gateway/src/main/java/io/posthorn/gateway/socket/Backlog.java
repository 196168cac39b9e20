// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.socket;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes that wait behind full sockets, the writes in flight included: a bound for each socket and one for all. */
final class Backlog {

    /** What the objects around a small frame cost. */
    private static final int FRAME_OVERHEAD = 64;

    private final long perSocket;
    private final long inAll;
    private final AtomicLong held = new AtomicLong();

    Backlog(long perSocket, long inAll) {
        this.perSocket = perSocket;
        this.inAll = inAll;
    }

    static int costOf(int payloadBytes) {
        return payloadBytes + FRAME_OVERHEAD;
    }

    /**
     * @param heldBySocket what this socket holds now; a socket that holds nothing may take one frame of any size
     * @return whether the frame may wait; then it counts until {@link #release}
     */
    boolean admit(long heldBySocket, int cost) {
        if (heldBySocket > 0 && heldBySocket + cost > perSocket) {
            return false;
        }
        if (held.addAndGet(cost) > Pressure.bound(inAll, heldBySocket == 0)) {
            held.addAndGet(-cost);
            return false;
        }
        return true;
    }

    /** For a last, small frame that is not refused. */
    void add(int cost) {
        held.addAndGet(cost);
    }

    void release(long cost) {
        held.addAndGet(-cost);
    }

    long held() {
        return held.get();
    }

    Pressure pressure() {
        return new Pressure(held.get(), inAll);
    }
}
