// SPDX-License-Identifier: Apache-2.0
package io.posthorn.client.reconnect;

import java.io.IOException;

/** The client has ended, or has no connection at the moment. */
public final class ClosedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient Closed closed;

    public ClosedException(Closed closed) {
        super("The connection is closed with %d: %s".formatted(closed.code(), closed.reason()));
        this.closed = closed;
    }

    public Closed closed() {
        return closed;
    }
}
