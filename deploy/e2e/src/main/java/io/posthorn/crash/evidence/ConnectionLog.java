// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Written by a client's threads, read by any. */
public final class ConnectionLog {

    private final Connection.Begin begin;
    private final List<Frame> frames = new ArrayList<>();
    private final List<String> acks = new ArrayList<>();
    private final List<String> readsSent = new ArrayList<>();
    private final List<String> readsTold = new ArrayList<>();
    private final List<Connection.Trouble> troubles = new ArrayList<>();
    private Connection.@Nullable Resumption resumed;
    private Connection.@Nullable End closed;

    public ConnectionLog(Connection.Begin begin) {
        this.begin = begin;
    }

    public synchronized void resumed(String recovered, String cursor, long at) {
        resumed = new Connection.Resumption(recovered, cursor, at);
    }

    public synchronized void received(Frame frame) {
        frames.add(frame);
    }

    public synchronized void acked(String cursor) {
        acks.add(cursor);
    }

    public synchronized void readSent(String cursor) {
        readsSent.add(cursor);
    }

    public synchronized void readTold(String cursor) {
        readsTold.add(cursor);
    }

    public synchronized void trouble(Connection.TroubleKind kind, String what, long at) {
        troubles.add(new Connection.Trouble(kind, what, at));
    }

    public synchronized void closed(int code, long at) {
        closed = new Connection.End(code, at);
    }

    public synchronized Connection read() {
        Connection.Course course = new Connection.Course(Optional.ofNullable(resumed), Optional.ofNullable(closed));
        return new Connection(begin, course, frames, acks, new Connection.Reads(readsSent, readsTold), troubles);
    }
}
