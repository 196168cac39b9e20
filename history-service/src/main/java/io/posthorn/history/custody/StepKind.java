// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import java.util.Locale;
import java.util.Optional;

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
    ERASURE_DONE;

    /** As it is shown. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Empty for one that a newer version has written. */
    static Optional<StepKind> named(String name) {
        for (StepKind each : values()) {
            if (each.name().equals(name)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
