// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.history;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import java.time.Instant;

/** What the router would have applied: every message has its place, after the one before of its user. */
final class Past {

    private final Cast cast;
    private final long begin;
    private final double step;
    private final long[] nextOffset = new long[64];
    private final int[] counts;
    private final Position[] last;
    private final Position[] heavy;

    /** @param begin when the first was appended */
    Past(Cast cast, Instant begin) {
        HistoryPlan.Messages messages = cast.messages();
        this.cast = cast;
        this.begin = begin.toEpochMilli();
        this.step = (double) messages.span().toMillis() / messages.all();
        this.counts = new int[messages.users() + 1];
        this.last = new Position[messages.users() + 1];
        this.heavy = new Position[messages.heavy()];
    }

    /** @param number each once, in order */
    void append(int number, HistoryLog log) {
        int user = cast.user(number);
        HistoryLog.Place place = place(number);
        log.commit(cast.name(user), HistoryLog.notification(number, cast.body(number)), place, counts[user]);
    }

    /** Where it stands. @param number each once, in order */
    HistoryLog.Place place(int number) {
        int user = cast.user(number);
        String name = cast.name(user);
        Position before = last[user] == null ? Positions.START : last[user];
        Position at = Positions.of(1, nextOffset[HistoryLog.partition(name)]++, begin + (long) (number * step));
        if (user == cast.messages().users()) {
            heavy[counts[user]] = at;
        }
        last[user] = at;
        counts[user]++;
        return new HistoryLog.Place(at, before);
    }

    Position end(int user) {
        return last[user] == null ? Positions.START : last[user];
    }

    /** Of the heavy user's message of this rank, from 0. */
    Position ofHeavy(int rank) {
        return heavy[rank];
    }
}
