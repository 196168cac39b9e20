// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.socket;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes of messages of which only a part has come: a bound for all sockets together. */
final class Inbound {

    private final long most;
    private final AtomicLong held = new AtomicLong();

    Inbound(long most) {
        this.most = most;
    }

    /** @return whether the bytes may be kept; then they count until {@link #release} */
    boolean admit(int bytes) {
        if (held.addAndGet(bytes) > most) {
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
}
