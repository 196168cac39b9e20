// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.cli;

import java.util.List;
import java.util.stream.IntStream;

/** The ids of several notifications that are sent with one command. */
final class NumberedIds {

    private NumberedIds() {}

    /** The id itself for one, {@code id-1} to {@code id-N} for more. */
    static List<String> of(String id, int count) {
        return count == 1
                ? List.of(id)
                : IntStream.rangeClosed(1, count)
                        .mapToObj(number -> id + "-" + number)
                        .toList();
    }
}
