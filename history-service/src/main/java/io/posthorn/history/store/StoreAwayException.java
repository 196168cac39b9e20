// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.store;

/** Cassandra has not answered yet since the service was started. It passes: ask again. */
public final class StoreAwayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreAwayException() {
        super("Cassandra has not answered yet", null, false, false);
    }
}
