// SPDX-License-Identifier: Apache-2.0
package io.posthorn.client.stream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The acknowledgements of one connection. Cursors have no order for a client, so it remembers which of them it may still
 * name: at most a window of them, as the server sends no more. Used by one thread at a time.
 */
public final class Acks {

    private final AckPolicy policy;
    private final Bookmark bookmark;
    private final Consumer<String> send;
    private final Runnable flushLater;
    private final Deque<String> unacknowledged = new ArrayDeque<>();
    private @Nullable String collected;

    /** @param flushLater asks for one {@link #flush} after the policy's time */
    public Acks(AckPolicy policy, Bookmark bookmark, Consumer<String> send, Runnable flushLater) {
        this.policy = policy;
        this.bookmark = bookmark;
        this.send = send;
        this.flushLater = flushLater;
    }

    /** The listener has returned. */
    public void taken(String cursor) {
        if (!policy.automatic()) {
            unacknowledged.add(cursor);
            return;
        }
        bookmark.stored(cursor);
        if (policy.within().isZero()) {
            send.accept(cursor);
        } else {
            collect(cursor);
        }
    }

    private void collect(String cursor) {
        boolean first = collected == null;
        collected = cursor;
        if (first) {
            flushLater.run();
        }
    }

    /**
     * All up to this cursor is stored. Nothing happens for a cursor that did not come on this connection: its message comes
     * again on this one.
     */
    public void acknowledge(String cursor) {
        if (!unacknowledged.contains(cursor)) {
            return;
        }
        while (!cursor.equals(unacknowledged.remove())) {
            // what came before it is stored with it
        }
        bookmark.stored(cursor);
        send.accept(cursor);
    }

    /** Sends what was collected. */
    public void flush() {
        if (collected != null) {
            send.accept(collected);
            collected = null;
        }
    }
}
