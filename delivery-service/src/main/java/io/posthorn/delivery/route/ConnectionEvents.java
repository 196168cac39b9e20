// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.ReplayProgressed;
import io.posthorn.delivery.connection.LiveConnection;
import io.posthorn.delivery.connection.UserStream;
import io.posthorn.delivery.connection.UserStreams;
import io.posthorn.delivery.device.Devices;
import io.posthorn.delivery.device.Skips;
import io.posthorn.delivery.lease.LeaseTable;
import io.posthorn.delivery.route.DeviceReceipts.Range;
import io.posthorn.delivery.state.ConnectionState;
import io.posthorn.delivery.state.DeviceState;
import io.posthorn.delivery.state.UserState;
import org.jspecify.annotations.Nullable;

/** Applies what is told of a connection or a device. */
final class ConnectionEvents {

    private final LeaseTable leases;
    private final UserStreams streams;
    private final Ahead ahead;
    private final Openings openings;
    private final Sender sender;
    private final DeviceReceipts receipts;
    private final PresenceFacts presence;
    private final Forgetting forgetting;

    ConnectionEvents(
            LeaseTable leases,
            UserStreams streams,
            Ahead ahead,
            Openings openings,
            Sender sender,
            DeviceReceipts receipts,
            PresenceFacts presence,
            Forgetting forgetting) {
        this.leases = leases;
        this.streams = streams;
        this.ahead = ahead;
        this.openings = openings;
        this.sender = sender;
        this.receipts = receipts;
        this.presence = presence;
        this.forgetting = forgetting;
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
        if (event.hasAcked() || event.hasRead() || event.hasAttributesChanged()) {
            closeUnknown(user, event);
        }
        switch (event.getEventCase()) {
            case CONNECTED -> openings.connected(user, event, reached, at, now);
            case ACKED -> {
                ahead.said(user.user(), event.getAcked().getUpTo(), reached, user.reach());
                acked(user, event, event.getAcked().getUpTo(), at, now);
            }
            case READ -> {
                ahead.said(user.user(), event.getRead().getUpTo(), reached, user.reach());
                read(user, event, event.getRead().getUpTo(), at, now);
            }
            case DISCONNECTED -> disconnected(user, event, at);
            case REPLAY_PROGRESSED -> replayProgressed(user, event, now);
            case ATTRIBUTES_CHANGED -> {
                streams.save(
                        user, Devices.attributes(user.state(), event.getDevice(), event.getAttributesChanged(), at));
                presence.publish(user);
            }
            case DEVICE_FORGOTTEN -> forgetting.forget(user, event.getDevice(), now);
            case EVENT_NOT_SET -> {
                // of a later version
            }
        }
    }

    private void acked(UserStream user, ConnectionEvent event, Position upTo, long at, long now) {
        LiveConnection connection = connectionOf(user, event);
        DeviceState device = user.state().getDevicesMap().get(event.getDevice());
        if (device != null && Positions.isAfter(upTo, device.getCursor())) {
            receipts.delivered(user, new Range(on(event, connection), device.getCursor(), upTo), now);
            streams.save(user, Devices.acked(user.state(), event.getDevice(), event.getConnection(), upTo, at));
        } else if (connection != null && Positions.isAfter(upTo, connection.ackedUpTo())) {
            streams.ackedBelow(connection, upTo);
        }
        if (connection != null) {
            connection.acked(upTo, now);
            sender.proceed(user, connection, now);
        }
    }

    private void read(UserStream user, ConnectionEvent event, Position upTo, long at, long now) {
        UserState before = user.state();
        streams.save(user, Devices.read(before, event.getDevice(), upTo, at));
        if (user.state() == before) {
            return;
        }
        Position after = before.getDevicesOrThrow(event.getDevice()).getRead();
        receipts.read(user, new Range(on(event, connectionOf(user, event)), after, upTo), now);
        user.connections().stream()
                .filter(other -> !other.state().getDevice().equals(event.getDevice()))
                .forEach(other -> sender.read(user, other, upTo));
    }

    /** After a fail-over an ack may come of a connection that is not known here. */
    private static ConnectionState on(ConnectionEvent event, @Nullable LiveConnection connection) {
        return connection != null
                ? connection.state()
                : ConnectionState.newBuilder()
                        .setUser(event.getUser())
                        .setDevice(event.getDevice())
                        .setGateway(event.getGateway())
                        .setConnection(event.getConnection())
                        .build();
    }

    /** Nothing is sent on a connection that is not known here, as when an order to close it was lost: its device must not wait. */
    private void closeUnknown(UserStream user, ConnectionEvent event) {
        if (!event.getGateway().isEmpty() && connectionOf(user, event) == null) {
            sender.closeUnknown(on(event, null), openings.codeOfUnknown(user, event.getDevice()));
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

    /** What a page skipped its device may have heard of, also when the page no longer continues where the connection stands. */
    private void replayProgressed(UserStream user, ConnectionEvent event, long now) {
        LiveConnection connection = connectionOf(user, event);
        ReplayProgressed page = event.getReplayProgressed();
        page.getSkippedList()
                .forEach(range -> streams.save(
                        user, Skips.told(user.state(), event.getDevice(), range.getAfter(), range.getUpTo())));
        if (connection != null
                && connection.pageSent(page.getAfter(), page.getUpTo(), page.getMessages(), page.getBytes(), now)) {
            sender.proceed(user, connection, now);
        }
    }
}
