// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import java.time.Instant;
import java.util.UUID;

/**
 * An entry of the log.
 *
 * @param number from 1 on, without a gap
 * @param at to the millisecond
 * @param previous hash of the step before, as hexadecimal digits; zeros for the first
 * @param hash over all else and the one before
 */
public record Step(long number, UUID id, Instant at, Actor actor, Event event, String previous, String hash) {

    static Step after(Head head, UUID id, Instant at, Actor actor, Event event) {
        long number = head.number() + 1;
        String hash = Chain.hash(head.hash(), number, id, at, actor, event);
        return new Step(number, id, at, actor, event, head.hash(), hash);
    }

    Head head() {
        return new Head(number, hash);
    }

    /** The newest step. */
    public record Head(long number, String hash) {

        static final Head NONE = new Head(0, Chain.FIRST);
    }
}
