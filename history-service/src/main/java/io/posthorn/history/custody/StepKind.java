// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import java.util.Locale;

/** What was done. */
public enum StepKind {
    HOLD_PLACED,
    HOLD_GATHERING,
    HOLD_GATHERED,
    HOLD_RELEASED,
    /** The copies are gone. */
    HOLD_CLEARED,
    ERASURE_REQUESTED,
    ERASURE_REFUSED,
    ERASURE_BEGUN,
    ERASURE_DONE,
    /** One that a newer version has written, or that somebody has altered: it counts, and changes nothing. */
    UNKNOWN;

    /** As it is shown. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static StepKind named(String name) {
        for (StepKind each : values()) {
            if (each.name().equals(name)) {
                return each;
            }
        }
        return UNKNOWN;
    }
}
