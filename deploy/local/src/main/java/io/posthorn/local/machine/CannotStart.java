// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.machine;

import java.util.List;

/** Something is in the way of a start. The message is for a person and ends with the next step. */
public final class CannotStart extends RuntimeException {

    public CannotStart(String message) {
        super(message);
    }

    public CannotStart(String message, Throwable cause) {
        super(message, cause);
    }

    public CannotStart(List<String> problems) {
        this(String.join(System.lineSeparator(), problems));
    }
}
