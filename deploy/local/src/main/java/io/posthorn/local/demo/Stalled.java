// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.demo;

import java.time.Duration;

/** Something that had to happen has not happened in its time: the demo ends with what it has. */
final class Stalled extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Stalled(String who, String what, Duration within) {
        super("%s %s within %d s".formatted(who, what, within.toSeconds()));
    }

    Stalled(String message) {
        super(message);
    }
}
