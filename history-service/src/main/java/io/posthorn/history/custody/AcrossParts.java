// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import java.util.List;

/** Reads the log upwards. Where a part ends too soon and the next one has begun, it goes on there: that is not the end of the log. */
record AcrossParts(Stored stored) {

    /** Steps in one partition. */
    static final long PART = 1_000;

    /** What is asked of the store. */
    interface Stored {

        /** Upwards, of the part in which the number lies. */
        List<Step> from(long number, int most);

        boolean isBegun(int part);
    }

    static int part(long number) {
        return Math.toIntExact(number / PART);
    }

    /** Those that follow, some at a time; the first has a later number where steps are missing. */
    List<Step> from(long number, int most) {
        List<Step> some = stored.from(number, most);
        int next = part(number) + 1;
        if (!some.isEmpty() || !stored.isBegun(next)) {
            return some;
        }
        // Since the first look somebody may have taken the last step of the one part and the first of the other.
        List<Step> again = stored.from(number, most);
        return again.isEmpty() ? stored.from(next * PART, most) : again;
    }
}
