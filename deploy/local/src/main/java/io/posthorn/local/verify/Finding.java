// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.verify;

import java.util.Locale;

/**
 * Something that is wrong with an export.
 *
 * @param where the row (owner, position, source and id where they are known), or the file
 */
public record Finding(Kind kind, String where, String what) {

    /** What kind of wrong. */
    public enum Kind {
        /** Not there, and should be. */
        MISSING,
        /** There, but not as the log or the manifest has it. */
        ALTERED,
        /** There, but not where it belongs. */
        OUT_OF_ORDER;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    @Override
    public String toString() {
        return "%-12s %s: %s".formatted(kind, where, what);
    }
}
