// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

/** The log of custody has a gap: which holds stand is not known behind it. */
final class StepMissingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StepMissingException(long number) {
        super(
                "step %d of custody is missing; it has to be put back into its table from a backup".formatted(number),
                null,
                false,
                false);
    }
}
