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
import io.posthorn.delivery.state.PendingEntry;
import io.posthorn.delivery.state.StreamEnd;

/** Where a new message is put: among what waits, and into the facts for history. */
final class Backlog {

    private final UserStreams streams;
    private final Pending pending;
    private final Broadcasts broadcasts;
    private final Collapses collapses;
    private final Rounds rounds;
    private final Facts facts;
    private final RouterSettings settings;
    private final String partitionKey;

    /** @param partitionKey a key that falls on the task's partition */
    Backlog(
            UserStreams streams,
            Pending pending,
            Broadcasts broadcasts,
            Collapses collapses,
            Rounds rounds,
            Facts facts,
            RouterSettings settings,
            String partitionKey) {
        this.streams = streams;
        this.pending = pending;
        this.broadcasts = broadcasts;
        this.collapses = collapses;
        this.rounds = rounds;
        this.facts = facts;
        this.settings = settings;
        this.partitionKey = partitionKey;
    }

    /** A new user gets broadcasts from then on. */
    void firstSeen(UserStream user, Position position) {
        if (!user.state().hasFirstSeen()) {
            streams.save(user, user.state().toBuilder().setFirstSeen(position).build());
        }
    }

    void append(UserStream user, PendingEntry entry) {
        facts.message(entry.getMessage());
        pending.add(settings.pendingPerUser().kept(entry, user.state().getFloor()));
        collapses.appended(entry);
        user.appended(Entries.end(entry));
        if (entry.getExpiresAt() != 0) {
            rounds.expires(user, entry.getExpiresAt());
        }
    }

    StreamEnd broadcastEnd() {
        return broadcasts.end();
    }

    void append(PendingEntry broadcast) {
        facts.broadcast(partitionKey, broadcast.getMessage());
        broadcasts.append(broadcast, settings.broadcasts());
        collapses.appended(broadcast);
    }

    void releaseBroadcasts(Position persisted, long now) {
        broadcasts.release(persisted, settings.broadcasts(), now).forEach(collapses::left);
    }
}
