// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.SkipReason;
import io.posthorn.contracts.wire.Limits;
import io.posthorn.delivery.connection.LiveConnection;
import io.posthorn.delivery.connection.UserStream;
import io.posthorn.delivery.connection.UserStreams;
import io.posthorn.delivery.device.Skips;
import io.posthorn.delivery.pending.Entries;
import io.posthorn.delivery.state.DeviceState;
import io.posthorn.delivery.state.PendingEntry;
import org.jspecify.annotations.Nullable;

/** One walk through what waits for one connection: sends what fits, tells what is skipped, stops where history has to serve. */
final class Walk {

    private final Catalogue catalogue;
    private final Frames frames;
    private final UserStreams streams;
    private final UserStream user;
    private final LiveConnection connection;
    private final long now;
    private final SkipDigest skips = new SkipDigest();
    private @Nullable Position shrunkUpTo;
    private int shrunk;

    Walk(
            Catalogue catalogue,
            Frames frames,
            UserStreams streams,
            UserStream user,
            LiveConnection connection,
            long now) {
        this.catalogue = catalogue;
        this.frames = frames;
        this.streams = streams;
        this.user = user;
        this.connection = connection;
        this.now = now;
    }

    /** A chain shows only what is missing in it, not what is missing of the other one: floors come first. */
    void go() {
        if (Positions.isAfter(user.floor(), connection.sent())) {
            connection.catchUp(user.floor());
            return;
        }
        boolean[] stopped = new boolean[1];
        catalogue
                .waiting()
                .forEachAfter(user.user(), connection.sent(), user.state().getFirstSeen(), entry -> {
                    boolean more = step(entry);
                    stopped[0] = !more;
                    return more;
                });
        boolean flushed = flush();
        if (flushed && shrunkUpTo != null) {
            connection.catchUp(shrunkUpTo);
        } else if (flushed && !stopped[0] && user.isBehind(connection)) {
            connection.catchUp(user.reach());
        }
    }

    private boolean step(PendingEntry entry) {
        Message message = entry.getMessage();
        if (shrunkUpTo != null) {
            return entry.getShrunk() && isPersisted(entry) && shrunk(message);
        }
        return switch (NextStep.of(entry, standing(entry), now)) {
            case SKIP_ERASED -> skip(message, SkipReason.SKIP_REASON_ERASED);
            case SKIP_EXPIRED -> skip(message, SkipReason.SKIP_REASON_EXPIRED);
            case SKIP_COLLAPSED -> skip(message, SkipReason.SKIP_REASON_COLLAPSED);
            case SEND -> flush() && frames.message(user, connection, message, now);
            case ASK_HISTORY -> askHistory(message.getPrevOwn());
            case ASK_HISTORY_FOR_IT -> shrunk(message);
            case WAIT -> false;
        };
    }

    private NextStep.Standing standing(PendingEntry entry) {
        Position position = entry.getMessage().getPosition();
        Position sent = skips.upTo(connection.sent());
        return new NextStep.Standing(
                Entries.isBroadcast(entry) ? Positions.max(sent, user.state().getFirstSeen()) : sent,
                connection.hasBeenSent(position),
                connection.flight().hasRoom(entry.getMessage().getSerializedSize()),
                isPersisted(entry),
                catalogue.collapses().isReplaced(entry));
    }

    private boolean isPersisted(PendingEntry entry) {
        return !Positions.isAfter(
                entry.getMessage().getPosition(), catalogue.progress().persisted());
    }

    /** History is asked for all that follow each other at once, a page at a time. */
    private boolean shrunk(Message message) {
        shrunkUpTo = message.getPosition();
        shrunk++;
        return shrunk < Limits.WINDOW;
    }

    private boolean skip(Message message, SkipReason reason) {
        skips.add(message, reason);
        return !skips.isFull() || flush();
    }

    private boolean askHistory(Position upTo) {
        if (flush()) {
            connection.catchUp(upTo);
        }
        return false;
    }

    private boolean flush() {
        if (skips.isEmpty()) {
            return true;
        }
        Position after = connection.sent();
        boolean taken = frames.skip(user, connection, skips, now);
        if (taken) {
            String name = connection.state().getDevice();
            Position cursor = user.state()
                    .getDevicesOrDefault(name, DeviceState.getDefaultInstance())
                    .getCursor();
            streams.save(user, Skips.told(user.state(), name, after, connection.sent()));
            skips.items().stream()
                    .filter(item -> Positions.isAfter(item.message().getPosition(), cursor))
                    .forEach(item ->
                            catalogue.receipts().skipped(item.message(), item.reason(), connection.state(), now));
            skips.clear();
        }
        return taken;
    }
}
