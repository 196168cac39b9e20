// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import io.posthorn.contracts.v1.Position;
import java.time.Instant;
import java.util.Optional;

/**
 * The erasure of a user's content as of now.
 *
 * @param upTo inclusive: the newest record of the user's inbox when it was requested
 * @param begunAt what rows say of when they were erased
 * @param messages that were erased
 * @param hold that stood in the way, else empty
 */
public record ErasureOrder(
        String id,
        String user,
        Position upTo,
        State state,
        Instant requestedAt,
        Actor requestedBy,
        Optional<Instant> begunAt,
        Optional<Instant> endedAt,
        long messages,
        String hold) {

    public enum State {
        /** Waits until all that it covers is written, it is known what holds keep of it, and those released have no copies left. */
        REQUESTED,
        BEGUN,
        DONE,
        REFUSED
    }

    /** Of a request, or of one that is refused at once. */
    static ErasureOrder of(Step step) {
        Event event = step.event();
        return new ErasureOrder(
                event.subject(),
                event.user(),
                event.upToOrStart(),
                State.REQUESTED,
                step.at(),
                step.actor(),
                Optional.empty(),
                Optional.empty(),
                0,
                "");
    }

    public boolean isOpen() {
        return state == State.REQUESTED || state == State.BEGUN;
    }

    ErasureOrder begun(Step step) {
        return new ErasureOrder(
                id, user, upTo, State.BEGUN, requestedAt, requestedBy, Optional.of(step.at()), endedAt, 0, "");
    }

    ErasureOrder ended(State how, Step step) {
        return new ErasureOrder(
                id,
                user,
                upTo,
                how,
                requestedAt,
                requestedBy,
                begunAt,
                Optional.of(step.at()),
                step.event().messages(),
                step.event().hold());
    }
}
