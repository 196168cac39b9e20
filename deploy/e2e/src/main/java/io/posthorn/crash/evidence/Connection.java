// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.evidence;

import java.util.List;
import java.util.Optional;

/**
 * One connection of a device, from its hello to its end.
 *
 * @param begin what the device asked for
 * @param acks cursors that the device may have acknowledged
 * @param troubles what must not happen on any connection
 */
public record Connection(
        Begin begin, Course course, List<Frame> frames, List<String> acks, Reads reads, List<Trouble> troubles) {

    /**
     * @param gateway its name
     * @param asked the cursor in hello; empty: the server's
     * @param at milliseconds since the epoch
     */
    public record Begin(String gateway, String asked, long at) {}

    /**
     * @param resumed absent: the stream never began
     * @param end absent: it lasts
     */
    public record Course(Optional<Resumption> resumed, Optional<End> end) {}

    /**
     * Cursors up to which the user has seen all.
     *
     * @param sent that the device may have said
     * @param told that it was told
     */
    public record Reads(List<String> sent, List<String> told) {

        public static final Reads NONE = new Reads(List.of(), List.of());

        public Reads {
            sent = List.copyOf(sent);
            told = List.copyOf(told);
        }
    }

    /** @param code 1006 without a close frame */
    public record End(int code, long at) {}

    /** @param cursor empty at the start of a stream */
    public record Resumption(String recovered, String cursor, long at) {}

    /** A hole is what the client refused because something was missing before it. */
    public enum TroubleKind {
        HOLE,
        FAULT,
        ERROR_FRAME,
        CLOSED_FOR_GOOD
    }

    public record Trouble(TroubleKind kind, String what, long at) {}

    public Optional<Resumption> resumed() {
        return course.resumed();
    }

    public Connection {
        frames = List.copyOf(frames);
        acks = List.copyOf(acks);
        troubles = List.copyOf(troubles);
    }
}
