// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.running;

/** A running stack did not do what it was asked to. The message is for a person. */
public final class StackFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StackFailure(String message) {
        super(message);
    }

    public StackFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
