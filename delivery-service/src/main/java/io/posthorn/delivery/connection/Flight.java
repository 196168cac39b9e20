// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.connection;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.wire.Limits;
import java.util.ArrayDeque;
import java.util.Deque;

/** What was sent on one connection and is not acked: bounded in messages and in bytes. One larger message alone is allowed. */
public final class Flight {

    private final int window;
    private final Deque<Sent> sent = new ArrayDeque<>();
    private int messages;
    private int bytes;

    public Flight(int window) {
        this.window = window;
    }

    public boolean hasRoom(int size) {
        return sent.isEmpty() || messages < window && bytes + size <= Limits.WINDOW_BYTES;
    }

    public boolean isEmpty() {
        return sent.isEmpty();
    }

    /** How many messages a page from history may hold now: half a window, so that the next is asked for while acks come. */
    public int pageMessages() {
        return Math.min(window - messages, Math.max(1, window / 2));
    }

    public int pageBytes() {
        return Math.min(Limits.WINDOW_BYTES - bytes, Limits.WINDOW_BYTES / 2);
    }

    public void message(Position position, int size) {
        add(new Sent(position, 1, size));
    }

    public void skip(Position upTo) {
        add(new Sent(upTo, 1, 0));
    }

    /** Acked only as a whole. */
    public void page(Position upTo, int pageMessages, int pageBytes) {
        add(new Sent(upTo, pageMessages, pageBytes));
    }

    private void add(Sent item) {
        sent.add(item);
        messages += item.messages;
        bytes += item.bytes;
    }

    public void acked(Position upTo) {
        while (!sent.isEmpty() && !Positions.isAfter(sent.peekFirst().upTo, upTo)) {
            Sent item = sent.removeFirst();
            messages -= item.messages;
            bytes -= item.bytes;
        }
    }

    void clear() {
        sent.clear();
        messages = 0;
        bytes = 0;
    }

    private record Sent(Position upTo, int messages, int bytes) {}
}
