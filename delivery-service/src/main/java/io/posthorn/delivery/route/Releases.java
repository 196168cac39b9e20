// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.delivery.connection.UserStream;
import io.posthorn.delivery.connection.UserStreams;
import io.posthorn.delivery.fact.Facts;
import io.posthorn.delivery.fact.Receipts;
import io.posthorn.delivery.pending.Pending;
import io.posthorn.delivery.pending.Release;
import io.posthorn.delivery.state.PendingEntry;
import io.posthorn.delivery.state.StreamEnd;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Lets entries leave the pending store, from the oldest on, and raises the floor of their user.
 *
 * <p>Users who did something are looked at by the next sweep; those who only wait for history, when it has come further.
 * Both are memory. What a fail-over forgets, what is over the bound of this memory, and who never comes back is found by a
 * slow walk through the store.
 */
final class Releases {

    private static final int REMEMBERED_USERS = 100_000;
    private static final int WALKED_USERS = 200;

    private final UserStreams streams;
    private final Pending pending;
    private final DeliveryClasses classes;
    private final Facts facts;
    private final long bound;
    private final Set<String> active = new LinkedHashSet<>();
    private final Set<String> unpersisted = new LinkedHashSet<>();
    private Position persistedBefore = Positions.START;
    private String walkedUpTo = "";

    Releases(UserStreams streams, Pending pending, DeliveryClasses classes, Facts facts, long bound) {
        this.streams = streams;
        this.pending = pending;
        this.classes = classes;
        this.facts = facts;
        this.bound = bound;
    }

    void mayRelease(String user) {
        remember(active, user);
    }

    void release(Position persisted, long now) {
        List<String> due = new ArrayList<>(active);
        active.clear();
        if (Positions.isAfter(persisted, persistedBefore)) {
            due.addAll(unpersisted);
            unpersisted.clear();
            persistedBefore = persisted;
        }
        due.addAll(walk());
        for (String name : due) {
            UserStream user = streams.of(name);
            release(user, persisted, now);
            if (Positions.isAfter(user.end().getPosition(), persisted)) {
                remember(unpersisted, name);
            }
        }
    }

    private List<String> walk() {
        List<String> next = pending.usersAfter(walkedUpTo, WALKED_USERS);
        walkedUpTo = next.size() < WALKED_USERS ? "" : next.get(next.size() - 1);
        return next;
    }

    private static void remember(Set<String> users, String user) {
        if (users.size() < REMEMBERED_USERS) {
            users.add(user);
        }
    }

    private void release(UserStream user, Position persisted, long now) {
        List<PendingEntry> leaving = new ArrayList<>();
        pending.forEachAfter(user.user(), user.state().getFloor().getPosition(), entry -> {
            long waiting = user.waiting() - leaving.size();
            Release release = Release.of(entry, user.state(), persisted, now, waiting, bound);
            if (release == Release.EXPIRED && user.isInFlight(entry.getMessage().getPosition())) {
                return false;
            }
            if (release == Release.EXPIRED) {
                expired(user, entry, now);
            }
            return release != Release.KEEP && leaving.add(entry);
        });
        if (!leaving.isEmpty()) {
            leaving.forEach(pending::remove);
            Message last = leaving.get(leaving.size() - 1).getMessage();
            var floor = StreamEnd.newBuilder().setPosition(last.getPosition()).setOrdinal(last.getOrdinal());
            streams.save(user, user.state().toBuilder().setFloor(floor).build());
        }
    }

    /** For each device that does not have it, or once for a user without devices. */
    private void expired(UserStream user, PendingEntry entry, long now) {
        Message message = entry.getMessage();
        boolean told = classes.find(message.getNotification().getClassName())
                .filter(kind -> kind.receipts().covers(ReceiptState.RECEIPT_STATE_EXPIRED))
                .isPresent();
        if (!told) {
            return;
        }
        if (user.state().getDevicesCount() == 0) {
            facts.receipt(Receipts.ofUser(message, ReceiptState.RECEIPT_STATE_EXPIRED, now));
        }
        user.state().getDevicesMap().forEach((name, device) -> {
            if (Positions.isAfter(message.getPosition(), device.getCursor())) {
                facts.receipt(Receipts.ofDevice(message, ReceiptState.RECEIPT_STATE_EXPIRED, name, now));
            }
        });
    }
}
