// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import io.posthorn.contracts.v1.Position;
import io.posthorn.delivery.connection.UserStream;
import io.posthorn.delivery.connection.UserStreams;
import io.posthorn.delivery.fact.Facts;
import io.posthorn.delivery.pending.Broadcasts;
import io.posthorn.delivery.pending.Collapses;
import io.posthorn.delivery.pending.Entries;
import io.posthorn.delivery.pending.Pending;
import io.posthorn.delivery.pending.PendingBound;
import io.posthorn.delivery.state.PendingEntry;
import io.posthorn.delivery.state.StreamEnd;

/** Where a new message is put: among what waits, and into the facts for history. */
final class Backlog {

    private final UserStreams streams;
    private final Stores stores;
    private final Rounds rounds;
    private final Progress progress;
    private final Facts facts;
    private final RouterSettings settings;

    Backlog(
            UserStreams streams,
            Stores stores,
            Rounds rounds,
            Progress progress,
            Facts facts,
            RouterSettings settings) {
        this.streams = streams;
        this.stores = stores;
        this.rounds = rounds;
        this.progress = progress;
        this.facts = facts;
        this.settings = settings;
    }

    /** @param partitionKey a key that falls on the task's partition */
    record Stores(Pending pending, Broadcasts broadcasts, Collapses collapses, String partitionKey) {}

    /** A new user gets broadcasts from then on. */
    void firstSeen(UserStream user, Position position) {
        if (!user.state().hasFirstSeen()) {
            streams.save(user, user.state().toBuilder().setFirstSeen(position).build());
        }
    }

    /** What is persisted makes room first. */
    void append(UserStream user, PendingEntry entry, long now) {
        facts.message(entry.getMessage());
        user.appended(Entries.end(entry));
        PendingBound bound = settings.pendingPerUser();
        if (bound.isPassed(user.state().getFloor(), user.end())) {
            rounds.release(user, progress.persisted(), now);
        }
        stores.pending.add(bound.kept(entry, user.state().getFloor()));
        stores.collapses.appended(entry);
        if (entry.getExpiresAt() != 0) {
            rounds.expires(user, entry.getExpiresAt());
        }
    }

    StreamEnd broadcastEnd() {
        return stores.broadcasts.end();
    }

    void append(PendingEntry broadcast, long now) {
        facts.broadcast(stores.partitionKey, broadcast.getMessage());
        stores.broadcasts.appended(Entries.end(broadcast));
        releaseBroadcasts(now);
        stores.broadcasts.add(settings.broadcasts().kept(broadcast, stores.broadcasts.floor()));
        stores.collapses.appended(broadcast);
    }

    void releaseBroadcasts(long now) {
        stores.broadcasts
                .release(progress.persisted(), settings.broadcasts(), now)
                .forEach(stores.collapses::left);
    }
}
