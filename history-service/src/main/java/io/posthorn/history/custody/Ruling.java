// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import java.util.Optional;

/** What becomes of a wish to take a step. */
public sealed interface Ruling {

    /** It is taken. */
    record Taken(Event event) implements Ruling {}

    /** It was taken before, by the same wish, or is not due yet. */
    record Nothing() implements Ruling {}

    /** A hold stands in the way; that is on record. */
    record Held(Event event, String hold) implements Ruling {}

    /** What the log says is against it. @param detail is shown */
    record Conflict(String detail) implements Ruling {}

    /** There is no such hold or erasure. */
    record Unknown() implements Ruling {}

    /** The step that is to be appended, if there is one. */
    default Optional<Event> step() {
        if (this instanceof Taken taken) {
            return Optional.of(taken.event());
        }
        return this instanceof Held held ? Optional.of(held.event()) : Optional.empty();
    }
}
