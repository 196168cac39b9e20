// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.stream;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import org.jspecify.annotations.Nullable;

/**
 * Where the stream of one connection stands.
 *
 * @param last position of the last frame written, or where {@code resumed} let it begin; absent before {@code resumed}
 * @param caughtUp whether {@code caughtUp} was written
 * @param read the highest {@code read} written
 */
public record StreamState(@Nullable Position last, boolean caughtUp, Position read) {

    public static final StreamState NOT_RESUMED = new StreamState(null, false, Positions.START);

    /**
     * @param prev the last durable position that delivery sent on this connection before this frame
     */
    public Verdict judge(Position position, Position prev) {
        if (last == null) {
            return Verdict.EARLY;
        }
        if (!Positions.isAfter(position, last)) {
            return Verdict.REPEAT;
        }
        return Positions.isAfter(prev, last) ? Verdict.HOLE : Verdict.WRITE;
    }

    /**
     * {@code resumed} is obeyed once. One that begins after what was written comes of a delivery that forgot the first, in a
     * transaction that was aborted: it would send nothing of what lies between.
     */
    public Verdict judgeResumed(Position cursor) {
        if (last == null) {
            return Verdict.WRITE;
        }
        return Positions.isAfter(cursor, last) ? Verdict.HOLE : Verdict.REPEAT;
    }

    /** @param upTo what delivery sent on this connection */
    public Verdict judgeCaughtUp(Position upTo) {
        if (last == null) {
            return Verdict.EARLY;
        }
        if (Positions.isAfter(upTo, last)) {
            return Verdict.HOLE;
        }
        return caughtUp ? Verdict.REPEAT : Verdict.WRITE;
    }

    public Verdict judgeRead(Position upTo) {
        if (last == null) {
            return Verdict.EARLY;
        }
        return Positions.isAfter(upTo, read) ? Verdict.WRITE : Verdict.REPEAT;
    }

    /** After a frame at this position, or after {@code resumed} from this cursor. */
    public StreamState at(Position position) {
        return new StreamState(position, caughtUp, read);
    }

    public StreamState withCaughtUp() {
        return new StreamState(last, true, read);
    }

    public StreamState withRead(Position upTo) {
        return new StreamState(last, caughtUp, upTo);
    }

    /** The {@code prev} of the next frame. */
    public Position lastOrStart() {
        return last == null ? Positions.START : last;
    }
}
