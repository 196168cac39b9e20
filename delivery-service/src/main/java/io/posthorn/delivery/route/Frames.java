// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.v1.CaughtUpTo;
import io.posthorn.contracts.v1.CloseOrder;
import io.posthorn.contracts.v1.Delivery;
import io.posthorn.contracts.v1.Message;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.Recipient;
import io.posthorn.contracts.v1.Resumption;
import io.posthorn.contracts.wire.CloseCode;
import io.posthorn.delivery.connection.LiveConnection;
import io.posthorn.delivery.connection.UserStream;
import io.posthorn.delivery.hint.Hints;
import io.posthorn.delivery.state.ConnectionState;

/** Frames for one connection, as hints: it moves on only when one was taken. */
final class Frames {

    private final Hints hints;

    Frames(Hints hints) {
        this.hints = hints;
    }

    boolean resumed(UserStream user, LiveConnection connection, Resumption resumption) {
        return deliver(user, connection, Delivery.newBuilder().setResumed(resumption));
    }

    boolean caughtUp(UserStream user, LiveConnection connection) {
        var upTo = CaughtUpTo.newBuilder().setPosition(connection.sent());
        return deliver(user, connection, Delivery.newBuilder().setCaughtUp(upTo));
    }

    void read(UserStream user, LiveConnection connection, Position upTo) {
        deliver(user, connection, Delivery.newBuilder().setRead(upTo));
    }

    boolean message(UserStream user, LiveConnection connection, Message message, long now) {
        boolean taken = deliver(
                user,
                connection,
                Delivery.newBuilder().setPosition(message.getPosition()).setMessage(message.getNotification()));
        if (taken) {
            connection.messageSent(message.getPosition(), message.getSerializedSize(), now);
        }
        return taken;
    }

    boolean transientMessage(UserStream user, LiveConnection connection, Message message, long now) {
        boolean taken = deliver(
                user,
                connection,
                Delivery.newBuilder()
                        .setPosition(message.getPosition())
                        .setTransient(true)
                        .setMessage(message.getNotification()));
        if (taken) {
            connection.transientSent(message.getPosition(), message.getSerializedSize(), now);
        }
        return taken;
    }

    boolean skip(UserStream user, LiveConnection connection, SkipDigest skips, long now) {
        Position upTo = skips.upTo(connection.sent());
        boolean taken = deliver(
                user, connection, Delivery.newBuilder().setPosition(upTo).setSkip(skips.toSkipped()));
        if (taken) {
            connection.skipSent(upTo, now);
        }
        return taken;
    }

    void close(ConnectionState state, CloseCode code) {
        hints.deliver(
                state.getGateway(),
                state.getConnection(),
                Delivery.newBuilder()
                        .addRecipients(Recipient.newBuilder()
                                .setConnection(state.getConnection())
                                .setUserHash(UserHash.of(state.getUser()))
                                .setUser(state.getUser()))
                        .setClose(CloseOrder.newBuilder().setCode(code.code()))
                        .build());
    }

    private boolean deliver(UserStream user, LiveConnection connection, Delivery.Builder delivery) {
        ConnectionState state = connection.state();
        return hints.deliver(
                state.getGateway(),
                state.getConnection(),
                delivery.addRecipients(recipient(user, connection)).build());
    }

    static Recipient recipient(UserStream user, LiveConnection connection) {
        return Recipient.newBuilder()
                .setConnection(connection.state().getConnection())
                .setUserHash(user.hash())
                .setUser(user.user())
                .setPrev(connection.sent())
                .build();
    }
}
