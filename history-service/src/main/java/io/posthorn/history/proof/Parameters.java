// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.proof;

import io.posthorn.history.problem.ProblemException;
import io.posthorn.history.problem.ProblemType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Numbers as requests have them. */
final class Parameters {

    private static final String DIGITS = "0|[1-9][0-9]{0,17}";

    private Parameters() {}

    /** @throws ProblemException it is given and no number from 0 */
    static Optional<Long> number(String name, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        if (!text.matches(DIGITS)) {
            throw bad(name + " must be a number from 0, in digits without leading zeros");
        }
        return Optional.of(Long.parseLong(text));
    }

    static long needed(String name, @Nullable String text) {
        return number(name, text).orElseThrow(() -> bad(name + " is missing"));
    }

    /** @throws ProblemException there is no such partition */
    static int partition(String text, int partitions) {
        if (!text.matches(DIGITS) || Long.parseLong(text) >= partitions) {
            throw new ProblemException(
                    ProblemType.NOT_FOUND, "There are the partitions 0 to %d.".formatted(partitions - 1));
        }
        return Integer.parseInt(text);
    }

    static ProblemException bad(String detail) {
        return new ProblemException(ProblemType.BAD_PARAMETER, detail);
    }
}
