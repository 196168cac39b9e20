// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import java.time.Instant;
import java.util.Optional;

/**
 * A legal hold as of now.
 *
 * @param gathered messages that were there before it; what came later is not counted
 */
public record Hold(
        String id,
        Criteria criteria,
        State state,
        Instant placedAt,
        Actor placedBy,
        long gathered,
        Optional<Instant> releasedAt,
        Optional<Actor> releasedBy,
        boolean cleared) {

    /** New messages that match are kept in all but the last. */
    public enum State {
        PLACED,
        /** What is there already is being copied. */
        GATHERING,
        ACTIVE,
        RELEASED
    }

    static Hold placed(Step step, Criteria criteria) {
        return new Hold(
                step.event().subject(),
                criteria,
                State.PLACED,
                step.at(),
                step.actor(),
                0,
                Optional.empty(),
                Optional.empty(),
                false);
    }

    public boolean stands() {
        return state != State.RELEASED;
    }

    Hold gathering() {
        return new Hold(id, criteria, State.GATHERING, placedAt, placedBy, gathered, releasedAt, releasedBy, cleared);
    }

    Hold gathered(long messages) {
        return new Hold(id, criteria, State.ACTIVE, placedAt, placedBy, messages, releasedAt, releasedBy, cleared);
    }

    Hold released(Step step) {
        return new Hold(
                id,
                criteria,
                State.RELEASED,
                placedAt,
                placedBy,
                gathered,
                Optional.of(step.at()),
                Optional.of(step.actor()),
                false);
    }

    Hold withoutCopies() {
        return new Hold(id, criteria, state, placedAt, placedBy, gathered, releasedAt, releasedBy, true);
    }
}
