// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.guard;

/** An application cannot go on from where it was: records are gone. Nothing but an operator's decision helps. */
public final class LostPlaceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LostPlaceException(String message) {
        super(message);
    }
}
