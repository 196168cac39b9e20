// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.socket;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes of messages of which only a part has come: a bound for all sockets together. */
final class Inbound {

    /** Of one message: most messages never get there. */
    private static final int LITTLE = 4 << 10;

    private final long most;
    private final AtomicLong held = new AtomicLong();

    Inbound(long most) {
        this.most = most;
    }

    /**
     * @param heldByMessage of which these bytes are the next
     * @return whether the bytes may be kept; then they count until {@link #release}
     */
    boolean admit(int heldByMessage, int bytes) {
        if (held.addAndGet(bytes) > Pressure.bound(most, heldByMessage + bytes <= LITTLE)) {
            held.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    void release(int bytes) {
        held.addAndGet(-bytes);
    }

    long held() {
        return held.get();
    }

    Pressure pressure() {
        return new Pressure(held.get(), most);
    }
}
