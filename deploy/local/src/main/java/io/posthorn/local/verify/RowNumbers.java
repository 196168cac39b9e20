// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which rows of an export were there, by their numbers from 1. Holds a gap as its two ends. */
final class RowNumbers {

    /** What a number says of its row. */
    enum Step {
        /** It follows the one before. */
        NEXT,
        /** Some before it have not been there; they may still come. */
        AHEAD,
        /** It should have been there before. */
        LATE,
        /** It was there before. */
        AGAIN
    }

    /** Numbers from first to last. */
    record Gap(long first, long last) {}

    private final TreeMap<Long, Long> gaps = new TreeMap<>();
    private long highest;

    Step take(long number) {
        if (number == highest + 1) {
            highest = number;
            return Step.NEXT;
        }
        if (number > highest) {
            gaps.put(highest + 1, number - 1);
            highest = number;
            return Step.AHEAD;
        }
        Map.Entry<Long, Long> gap = gaps.floorEntry(number);
        if (gap == null || number > gap.getValue()) {
            return Step.AGAIN;
        }
        gaps.remove(gap.getKey());
        if (gap.getKey() < number) {
            gaps.put(gap.getKey(), number - 1);
        }
        if (number < gap.getValue()) {
            gaps.put(number + 1, gap.getValue());
        }
        return Step.LATE;
    }

    /** @param last how many rows there should be */
    List<Gap> missing(long last) {
        List<Gap> missing = new ArrayList<>();
        gaps.forEach((from, to) -> missing.add(new Gap(from, to)));
        if (last > highest) {
            missing.add(new Gap(highest + 1, last));
        }
        return missing;
    }

    long highest() {
        return highest;
    }
}
