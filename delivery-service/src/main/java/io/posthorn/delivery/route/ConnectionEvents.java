// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.retention.DeliveryClass;
import io.posthorn.contracts.retention.DeliveryClasses;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ReceiptState;
import io.posthorn.contracts.v1.ReplayProgressed;
import io.posthorn.contracts.v1.Resumption;
import io.posthorn.contracts.wire.CloseCode;
import io.posthorn.contracts.wire.Limits;
import io.posthorn.delivery.connection.LiveConnection;
import io.posthorn.delivery.connection.UserStream;
import io.posthorn.delivery.connection.UserStreams;
import io.posthorn.delivery.device.Devices;
import io.posthorn.delivery.device.Resume;
import io.posthorn.delivery.fact.Facts;
import io.posthorn.delivery.fact.Receipts;
import io.posthorn.delivery.lease.LeaseTable;
import io.posthorn.delivery.pending.Pending;
import io.posthorn.delivery.state.ConnectionState;
import io.posthorn.delivery.state.DeviceState;
import io.posthorn.delivery.state.PendingEntry;
import io.posthorn.delivery.state.UserState;
import org.jspecify.annotations.Nullable;

/** Applies an event of a connection. Connections of one device are ordered by their place in the log: the newer one wins. */
final class ConnectionEvents {

    private final DeliveryClasses classes;
    private final LeaseTable leases;
    private final UserStreams streams;
    private final Pending pending;
    private final Sender sender;
    private final PresenceFacts presence;
    private final Facts facts;

    ConnectionEvents(
            DeliveryClasses classes,
            LeaseTable leases,
            UserStreams streams,
            Pending pending,
            Sender sender,
            Facts facts) {
        this.classes = classes;
        this.leases = leases;
        this.streams = streams;
        this.pending = pending;
        this.sender = sender;
        this.presence = new PresenceFacts(facts);
        this.facts = facts;
    }

    /**
     * @param reached the newest record of the inbox that has been applied
     * @param at append time of the event
     */
    void apply(ConnectionEvent event, Position reached, long at, long now) {
        // What a device has stored stays stored, whatever became of its gateway.
        if (event.hasConnected() && leases.isSuperseded(event.getGateway(), event.getIncarnation())) {
            return;
        }
        UserStream user = streams.of(event.getUser());
        switch (event.getEventCase()) {
            case CONNECTED -> connected(user, event, reached, at, now);
            case ACKED -> acked(user, event, event.getAcked().getUpTo(), at, now);
            case READ -> read(user, event, at, now);
            case DISCONNECTED -> disconnected(user, event, at);
            case REPLAY_PROGRESSED -> replayProgressed(user, event, now);
            case ATTRIBUTES_CHANGED -> {
                streams.save(
                        user, Devices.attributes(user.state(), event.getDevice(), event.getAttributesChanged(), at));
                presence.publish(user);
            }
            case DEVICE_FORGOTTEN -> forgotten(user, event.getDevice(), now);
            case EVENT_NOT_SET -> {
                // of a later version
            }
        }
    }

    private void connected(UserStream user, ConnectionEvent event, Position reached, long at, long now) {
        LiveConnection older = user.connectionOf(event.getDevice());
        if (older != null && !older.state().getConnection().equals(event.getConnection())) {
            sender.close(older, CloseCode.REPLACED, now);
        }
        if (older != null) {
            streams.close(user, older);
        }
        Resume resume = Resume.decide(
                user.state(),
                event.getDevice(),
                event.getConnected(),
                user.end().getPosition(),
                reached,
                keptSince(now),
                at);
        if (resume.ackedFrom() != null) {
            delivered(user, event, resume.ackedFrom(), resume.from(), older, now);
        }
        streams.save(user, resume.user());
        ConnectionState state =
                state(event, at).setResumption(resumption(user, resume)).build();
        LiveConnection connection = streams.open(user, state, now);
        presence.publish(user);
        sender.proceed(user, connection, now);
    }

    private static ConnectionState.Builder state(ConnectionEvent event, long at) {
        int asked = event.getConnected().getWindow();
        return ConnectionState.newBuilder()
                .setUser(event.getUser())
                .setDevice(event.getDevice())
                .setConnection(event.getConnection())
                .setGateway(event.getGateway())
                .setIncarnation(event.getIncarnation())
                .setSince(at)
                .setWindow(asked <= 0 ? Limits.WINDOW : Math.min(asked, Limits.WINDOW));
    }

    private Resumption resumption(UserStream user, Resume resume) {
        var resumption =
                Resumption.newBuilder().setRecovered(resume.recovered()).setCursor(resume.from());
        if (!Positions.isAfter(user.end().getPosition(), resume.from())) {
            return resumption.setPending(0).build();
        }
        pending.forEachAfter(user.user(), resume.from(), first -> {
            if (!Positions.isAfter(first.getMessage().getPrevOwn(), resume.from())) {
                resumption.setPending(
                        user.end().getOrdinal() - first.getMessage().getOrdinal() + 1);
            }
            return false;
        });
        return resumption.build();
    }

    private void acked(UserStream user, ConnectionEvent event, Position upTo, long at, long now) {
        LiveConnection connection = connectionOf(user, event);
        DeviceState device = user.state().getDevicesMap().get(event.getDevice());
        if (device != null && Positions.isAfter(upTo, device.getCursor())) {
            delivered(user, event, device.getCursor(), upTo, connection, now);
            streams.save(user, Devices.acked(user.state(), event.getDevice(), event.getConnection(), upTo, at));
        } else if (connection != null && Positions.isAfter(upTo, connection.ackedUpTo())) {
            streams.ackedBelow(connection, upTo);
        }
        if (connection != null) {
            connection.acked(upTo, now);
            sender.proceed(user, connection, now);
        }
    }

    private void delivered(
            UserStream user,
            ConnectionEvent event,
            Position after,
            Position upTo,
            @Nullable LiveConnection connection,
            long now) {
        pending.forEachAfter(user.user(), after, entry -> {
            Message message = entry.getMessage();
            if (Positions.isAfter(message.getPosition(), upTo)) {
                return false;
            }
            boolean skipped = connection != null && connection.flight().isSkipped(message.getPosition());
            if (!skipped) {
                receipt(entry, ReceiptState.RECEIPT_STATE_DELIVERED, event, now);
            }
            return true;
        });
    }

    private void read(UserStream user, ConnectionEvent event, long at, long now) {
        Position upTo = event.getRead().getUpTo();
        UserState before = user.state();
        streams.save(user, Devices.read(before, event.getDevice(), upTo, at));
        if (user.state() == before) {
            return;
        }
        Position after = before.getDevicesOrThrow(event.getDevice()).getRead();
        pending.forEachAfter(user.user(), after, entry -> {
            boolean covered = !Positions.isAfter(entry.getMessage().getPosition(), upTo);
            if (covered) {
                receipt(entry, ReceiptState.RECEIPT_STATE_READ, event, now);
            }
            return covered;
        });
        user.connections().stream()
                .filter(other -> !other.state().getDevice().equals(event.getDevice()))
                .forEach(other -> sender.read(user, other, upTo));
    }

    private void receipt(PendingEntry entry, ReceiptState state, ConnectionEvent event, long now) {
        Message message = entry.getMessage();
        boolean told = classes.find(message.getNotification().getClassName())
                .map(DeliveryClass::receipts)
                .filter(level -> level.covers(state))
                .isPresent();
        if (told) {
            facts.receipt(Receipts.ofDevice(message, state, event.getDevice(), now).toBuilder()
                    .setGateway(event.getGateway())
                    .setConnection(event.getConnection())
                    .build());
        }
    }

    private @Nullable LiveConnection connectionOf(UserStream user, ConnectionEvent event) {
        LiveConnection connection = streams.connection(event.getConnection());
        return connection != null && connection.state().getUser().equals(user.user()) ? connection : null;
    }

    /** A gateway that does not know the connection does not know the device either. */
    private void disconnected(UserStream user, ConnectionEvent event, long at) {
        sender.disconnected(event.getConnection());
        LiveConnection connection = connectionOf(user, event);
        if (connection == null) {
            return;
        }
        streams.close(user, connection);
        streams.save(user, Devices.seen(user.state(), connection.state().getDevice(), at));
        presence.publish(user);
    }

    private void replayProgressed(UserStream user, ConnectionEvent event, long now) {
        LiveConnection connection = connectionOf(user, event);
        ReplayProgressed page = event.getReplayProgressed();
        if (connection != null
                && connection.pageSent(page.getAfter(), page.getUpTo(), page.getMessages(), page.getBytes(), now)) {
            sender.proceed(user, connection, now);
        }
    }

    private void forgotten(UserStream user, String device, long now) {
        LiveConnection connection = user.connectionOf(device);
        if (connection != null) {
            sender.close(connection, CloseCode.FORBIDDEN, now);
            streams.close(user, connection);
        }
        if (user.state().containsDevices(device)) {
            streams.save(user, user.state().toBuilder().removeDevices(device).build());
            presence.publish(user);
        }
    }

    private long keptSince(long now) {
        return classes.shortestRetention()
                .map(retention -> now - retention.toMillis())
                .orElse(Long.MIN_VALUE);
    }
}
