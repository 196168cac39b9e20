// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.store;

/** Statements are not prepared, though Cassandra answers: somebody has to decide something. The message says what; it is shown. */
public final class WithheldException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public WithheldException(String message) {
        super(message, null, false, false);
    }
}
