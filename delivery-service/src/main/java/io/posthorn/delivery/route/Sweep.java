// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.route;

import io.posthorn.delivery.connection.LiveConnection;
import io.posthorn.delivery.connection.LiveConnection.CatchingUp;
import io.posthorn.delivery.connection.SweepRule;
import io.posthorn.delivery.connection.UserStream;
import io.posthorn.delivery.connection.UserStreams;
import io.posthorn.delivery.device.Devices;

/** Looks through the connections that may be waiting for something: the one mechanism that repairs every lost hint. */
final class Sweep {

    private final UserStreams streams;
    private final Sender sender;
    private final PresenceFacts presence;

    Sweep(UserStreams streams, Sender sender, PresenceFacts presence) {
        this.streams = streams;
        this.sender = sender;
        this.presence = presence;
    }

    void run(long now) {
        sender.closeAgain(now);
        for (LiveConnection connection : streams.leftToSweep()) {
            Turn.take("connection " + connection.state().getConnection(), () -> look(connection, now));
        }
    }

    private void look(LiveConnection connection, long now) {
        UserStream user = streams.of(connection.state().getUser());
        switch (SweepRule.of(connection, sender.counts(connection), user.isBehind(connection), now)) {
            case FORGET -> streams.forget(connection);
            case WAIT -> {}
            case ANNOUNCE, SEND -> sender.proceed(user, connection, now);
            case CAUGHT_UP -> sender.caughtUp(user, connection);
            case ASK_HISTORY -> askAgain(user, connection, now);
            case REWIND -> {
                connection.rewind(now);
                sender.proceed(user, connection, now);
            }
            case DROP -> {
                // It was there until now, however long it has been silent.
                streams.save(user, Devices.seen(user.state(), connection.state().getDevice(), now));
                streams.close(user, connection);
                presence.publish(user);
            }
        }
    }

    private void askAgain(UserStream user, LiveConnection connection, long now) {
        CatchingUp catching = connection.catchingUp();
        if (catching != null) {
            connection.askAgain(catching);
            sender.proceed(user, connection, now);
        }
    }
}
