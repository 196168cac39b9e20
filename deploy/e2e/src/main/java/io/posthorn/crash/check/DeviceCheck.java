// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.check;

import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.v1.Position;
import io.posthorn.crash.evidence.Connection;
import io.posthorn.crash.evidence.DeviceLog;
import io.posthorn.crash.evidence.Entry;
import io.posthorn.crash.evidence.Facts.Inboxed;
import io.posthorn.crash.evidence.Frame;
import io.posthorn.crash.evidence.Identity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What one device must have over all its connections: every message since it is known, its own, each id at one position. */
final class DeviceCheck {

    private final DeviceLog log;
    private final Map<Identity, Entry> ledger;
    private final Streams streams;
    private final Inbox inbox;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Identity, Position> places = new HashMap<>();
    private final Set<Position> covered = new TreeSet<>(Positions.ORDER);
    private final Set<Identity> told = new HashSet<>();

    DeviceCheck(DeviceLog log, Map<Identity, Entry> ledger, Streams streams, Inbox inbox) {
        this.log = log;
        this.ledger = ledger;
        this.streams = streams;
        this.inbox = inbox;
    }

    List<Finding> findings() {
        for (Connection connection : log.connections()) {
            findings.addAll(new ConnectionCheck(log.user(), log.name(), streams).of(connection));
            connection.frames().forEach(this::take);
        }
        covered.addAll(Skips.of(log, streams));
        firstPosition(log).ifPresentOrElse(this::missing, () -> found(Invariant.MISSING, "its stream never began"));
        return findings;
    }

    /** Where the device's stream began: what was applied before is not owed to it. */
    static Optional<Position> firstPosition(DeviceLog log) {
        return log.connections().stream()
                .flatMap(connection -> connection.resumed().stream())
                .findFirst()
                .map(resumed ->
                        Cursor.decode(resumed.cursor()).map(Cursor::position).orElse(Positions.START));
    }

    private void missing(Position start) {
        streams.after(log.user(), start).stream()
                .filter(message -> !covered.contains(message.position()))
                .forEach(message -> found(
                        Invariant.MISSING,
                        message.identity() + " at " + Positions.describe(message.position()) + ", class "
                                + message.className()));
    }

    private void take(Frame frame) {
        Cursor.decodeFor(UserHash.of(log.user()), frame.cursor()).ifPresent(position -> {
            if (frame instanceof Frame.Message message) {
                covered.add(position);
                message(message, position);
            }
        });
    }

    private void message(Frame.Message message, Position position) {
        Position before = places.putIfAbsent(message.identity(), position);
        if (before != null && !Positions.same(before, position)) {
            found(
                    Invariant.DUPLICATED,
                    message.identity() + " at " + Positions.describe(before) + " and " + Positions.describe(position));
        }
        if (told.add(message.identity())) {
            belongs(message, position);
        }
    }

    private void belongs(Frame.Message message, Position position) {
        Entry entry = ledger.get(message.identity());
        if (entry == null || !inbox.isFor(entry, log.user())) {
            found(
                    Invariant.WRONG_USER,
                    message.identity() + (entry == null ? " was never sent" : " was sent to " + entry.users()));
            return;
        }
        Optional<Inboxed> there = inbox.at(log.user(), position);
        boolean same = there.filter(each -> each.identity().equals(message.identity())
                        && (each.user().equals(log.user()) || each.user().isEmpty()))
                .isPresent();
        if (!same || entry.content() != message.content()) {
            found(
                    Invariant.WRONG_CONTENT,
                    message.identity() + " at " + Positions.describe(position) + ", where the inbox has " + there);
        }
    }

    private void found(Invariant invariant, String what) {
        findings.add(new Finding(invariant, log.name(), what));
    }
}
