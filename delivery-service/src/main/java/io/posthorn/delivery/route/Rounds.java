// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import io.posthorn.delivery.connection.UserStream;
import io.posthorn.delivery.connection.UserStreams;
import io.posthorn.delivery.device.DeviceLimits;
import io.posthorn.delivery.pending.Looks;
import io.posthorn.delivery.pending.Looks.Look;
import io.posthorn.delivery.pending.Pending;
import io.posthorn.delivery.state.PendingEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Whose entries may leave, and who is to be forgotten: looked at are users who did something, those who only wait for
 * history when it has come further, and those of whom something expires, never all.
 *
 * <p>The first two are memory: what a fail-over forgets is found by one walk through the store after it.
 */
final class Rounds {

    private static final int REMEMBERED_USERS = 100_000;
    private static final int AT_ONCE = 2_000;
    private static final long SOON = Duration.ofMinutes(1).toMillis();

    private final UserStreams streams;
    private final Pending pending;
    private final Looks looks;
    private final Releases releases;
    private final DeviceLimits devices;
    private final Forgetting forgetting;
    private final Set<String> active = new LinkedHashSet<>();
    private final Set<String> unpersisted = new LinkedHashSet<>();
    private Position persistedBefore = Positions.START;
    private String walkedUpTo = "";
    private boolean walking = true;

    Rounds(
            UserStreams streams,
            Pending pending,
            Looks looks,
            Releases releases,
            DeviceLimits devices,
            Forgetting forgetting) {
        this.streams = streams;
        this.pending = pending;
        this.looks = looks;
        this.releases = releases;
        this.devices = devices;
        this.forgetting = forgetting;
    }

    void active(String user) {
        remember(active, user);
    }

    /**
     * What comes to stand first may expire before anything else happens to the user.
     *
     * @return whether more may leave at once
     */
    boolean release(UserStream user, Position persisted, long now) {
        Position floor = user.state().getFloor().getPosition();
        boolean more = releases.release(user, persisted, now);
        if (Positions.isAfter(user.state().getFloor().getPosition(), floor)) {
            long next = nextExpiry(user);
            if (next != Long.MAX_VALUE) {
                expires(user, Math.max(next, now + SOON));
            }
        }
        return more;
    }

    /** Something of the user expires then: they are looked at, then or before. */
    void expires(UserStream user, long at) {
        long planned = user.state().getNextLook();
        if (planned == 0 || at < planned) {
            plan(user, at);
        }
    }

    private void plan(UserStream user, long at) {
        long planned = user.state().getNextLook();
        if (planned != 0) {
            looks.remove(new Look(planned, user.user()));
        }
        if (at != 0) {
            looks.add(new Look(at, user.user()));
        }
        streams.save(user, user.state().toBuilder().setNextLook(at).build());
    }

    void run(Position persisted, long now) {
        if (Positions.isAfter(persisted, persistedBefore)) {
            active.addAll(unpersisted);
            unpersisted.clear();
            persistedBefore = persisted;
        }
        walk().forEach(user -> remember(active, user));
        List<String> again = new ArrayList<>();
        Iterator<String> users = active.iterator();
        for (int i = 0; i < AT_ONCE && users.hasNext(); i++) {
            String name = users.next();
            users.remove();
            Turn.take("user " + name, () -> {
                if (release(name, persisted, now)) {
                    again.add(name);
                }
            });
        }
        active.addAll(again);
        looks.due(now, AT_ONCE).forEach(look -> Turn.take("user " + look.user(), () -> look(look, persisted, now)));
    }

    /** @return whether more may leave at once */
    private boolean release(String name, Position persisted, long now) {
        UserStream user = streams.of(name);
        boolean more = release(user, persisted, now);
        if (!more && Positions.isAfter(user.end().getPosition(), persisted)) {
            remember(unpersisted, name);
        }
        return more;
    }

    private void look(Look look, Position persisted, long now) {
        UserStream user = streams.of(look.user());
        if (user.state().getNextLook() != look.at()) {
            looks.remove(look);
            return;
        }
        releases.release(user, persisted, now);
        devices.absent(user.state(), user.connectedDevices(), now)
                .forEach(device -> forgetting.forget(user, device, now));
        long next = Math.min(nextExpiry(user), devices.nextAbsence(user.state()).orElse(Long.MAX_VALUE));
        plan(user, next == Long.MAX_VALUE ? 0 : Math.max(next, now + SOON));
    }

    /** Entries leave from the oldest on: what is behind it waits for it. */
    private long nextExpiry(UserStream user) {
        long[] next = {Long.MAX_VALUE};
        pending.forEachAfter(user.user(), user.state().getFloor().getPosition(), entry -> {
            next[0] = expiry(entry);
            return false;
        });
        return next[0];
    }

    private static long expiry(PendingEntry entry) {
        return entry.getExpiresAt() == 0 ? Long.MAX_VALUE : entry.getExpiresAt();
    }

    private List<String> walk() {
        if (!walking) {
            return List.of();
        }
        List<String> next = pending.usersAfter(walkedUpTo, AT_ONCE);
        walking = next.size() == AT_ONCE;
        walkedUpTo = walking ? next.get(next.size() - 1) : "";
        return next;
    }

    /** Who does not fit into memory is found by a further walk. */
    private void remember(Set<String> users, String user) {
        if (users.size() < REMEMBERED_USERS) {
            users.add(user);
        } else {
            walking = true;
        }
    }
}
