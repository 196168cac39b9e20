// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

/** Somebody else does it. */
public final class ClaimLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ClaimLostException(String message) {
        super(message, null, false, false);
    }
}
