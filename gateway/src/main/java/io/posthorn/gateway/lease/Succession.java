// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.lease;

import java.util.OptionalLong;

/** Whose turn it is, by the last committed lease of a gateway's id. Incarnations only grow. */
sealed interface Succession {

    /** This process may publish this incarnation. */
    record Take(long incarnation) implements Succession {}

    /** Another process has it: this one must go. */
    record Yield(long to) implements Succession {}

    /**
     * @param held by this process until now; 0 when it has just started
     * @param last in the log
     */
    static Succession of(long held, OptionalLong last) {
        if (held == 0) {
            return new Take(last.orElse(0) + 1);
        }
        return isStill(held, last) ? new Take(held + 1) : new Yield(last.orElse(0));
    }

    /** Whether nobody has come after us. */
    static boolean isStill(long held, OptionalLong last) {
        return last.isPresent() && last.getAsLong() == held;
    }
}
