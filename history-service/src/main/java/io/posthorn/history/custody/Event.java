// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.custody;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import java.util.Optional;

/**
 * What a step says.
 *
 * @param subject the hold or the erasure
 * @param user whose messages are erased, else empty
 * @param criteria of a hold that is placed
 * @param upTo of an erasure that is requested or refused
 * @param hold that stands in the way, else empty
 * @param messages how many were gathered or erased
 */
public record Event(
        StepKind kind,
        String subject,
        String user,
        Optional<Criteria> criteria,
        Optional<Position> upTo,
        String hold,
        long messages) {

    static Event placed(String hold, Criteria criteria) {
        return new Event(StepKind.HOLD_PLACED, hold, "", Optional.of(criteria), Optional.empty(), "", 0);
    }

    static Event ofHold(StepKind kind, String hold, long messages) {
        return new Event(kind, hold, "", Optional.empty(), Optional.empty(), "", messages);
    }

    static Event requested(String erasure, String user, Position upTo) {
        return new Event(StepKind.ERASURE_REQUESTED, erasure, user, Optional.empty(), Optional.of(upTo), "", 0);
    }

    /** @param messages that were erased before */
    static Event refused(String erasure, String user, Position upTo, String hold, long messages) {
        return new Event(StepKind.ERASURE_REFUSED, erasure, user, Optional.empty(), Optional.of(upTo), hold, messages);
    }

    static Event ofErasure(StepKind kind, ErasureOrder order, long messages) {
        return new Event(kind, order.id(), order.user(), Optional.empty(), Optional.empty(), "", messages);
    }

    Position upToOrStart() {
        return upTo.orElse(Positions.START);
    }
}
