// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.tally;

import java.util.ArrayList;
import java.util.List;

/** What was sent in this run, in order. Ids are numbers from 1; what makes them unlike those of other runs is the source. */
public final class SentLog {

    private final List<Sent> sent = new ArrayList<>();

    /**
     * @param way of which kind of sending its latency is one
     * @param at when it was to be sent, {@link System#nanoTime}
     */
    public record Sent(String id, String way, long at) {}

    public synchronized Sent next(String way, long at) {
        Sent next = new Sent(String.valueOf(sent.size() + 1), way, at);
        sent.add(next);
        return next;
    }

    public synchronized List<String> ids() {
        return sent.stream().map(Sent::id).toList();
    }

    public synchronized int count() {
        return sent.size();
    }
}
