// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.stream;

/** What becomes of a frame of a connection's stream. */
public enum Verdict {
    WRITE,
    /** Before {@code resumed}: dropped, delivery sends it again. */
    EARLY,
    /** Written before, or out of turn: dropped. */
    REPEAT,
    /** Something before it was lost: the device has to resume. */
    HOLE
}
