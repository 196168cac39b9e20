// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import java.util.Iterator;
import java.util.Optional;

/**
 * What a walk along the chain found.
 *
 * @param steps that are as they were written, from the first on
 * @param head of the last of these
 * @param flaw what is wrong after them
 */
record Verification(long steps, String head, Optional<String> flaw) {

    /** @param seen the newest step that was ever seen here: the log cannot end before it */
    static Verification of(Iterator<Step> log, Step.Head seen) {
        Step.Head last = Step.Head.NONE;
        while (log.hasNext()) {
            Step step = log.next();
            Optional<String> flaw = flaw(last, step, seen);
            if (flaw.isPresent()) {
                return new Verification(last.number(), last.hash(), flaw);
            }
            last = step.head();
        }
        return new Verification(
                last.number(),
                last.hash(),
                last.number() < seen.number()
                        ? Optional.of("the log ends with step %d, and step %d was seen before"
                                .formatted(last.number(), seen.number()))
                        : Optional.empty());
    }

    private static Optional<String> flaw(Step.Head before, Step step, Step.Head seen) {
        long expected = before.number() + 1;
        if (step.number() != expected) {
            return Optional.of("step %d is missing".formatted(expected));
        }
        if (!step.previous().equals(before.hash())) {
            return Optional.of("step %d does not follow step %d".formatted(step.number(), before.number()));
        }
        if (step.event().kind() == StepKind.UNKNOWN) {
            return Optional.of("step %d is of a kind that this version does not know".formatted(step.number()));
        }
        String hash = Chain.hash(step.previous(), step.number(), step.id(), step.at(), step.actor(), step.event());
        if (!hash.equals(step.hash())) {
            return Optional.of("step %d was altered".formatted(step.number()));
        }
        return step.number() == seen.number() && !step.hash().equals(seen.hash())
                ? Optional.of("step %d is another one than was seen before".formatted(step.number()))
                : Optional.empty();
    }
}
