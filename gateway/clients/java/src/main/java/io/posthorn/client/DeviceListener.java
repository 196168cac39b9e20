// SPDX-License-Identifier: Apache-2.0
package io.posthorn.client;

import io.posthorn.client.reconnect.Closed;
import io.posthorn.client.stream.ConnectionFault;
import io.posthorn.contracts.v1.AuthRequired;
import io.posthorn.contracts.v1.CaughtUp;
import io.posthorn.contracts.v1.Error;
import io.posthorn.contracts.v1.GoAway;
import io.posthorn.contracts.v1.MessageFrame;
import io.posthorn.contracts.v1.Pong;
import io.posthorn.contracts.v1.ReadMarker;
import io.posthorn.contracts.v1.Resumed;
import io.posthorn.contracts.v1.Skip;
import io.posthorn.contracts.v1.Welcome;

/**
 * What a device hears: one call at a time, in the order of the wire, over all its connections.
 *
 * <p>The threads are few and shared with other clients, so a listener that waits holds up all of them, unless its client
 * was given an {@code HttpClient} of its own. The next frame is read when the call has returned. A call that throws is a
 * {@link ConnectionFault}: its frame is not acknowledged and comes again.
 */
public interface DeviceListener {

    default void onWelcome(Welcome welcome) {}

    /** The stream continues at its cursor; messages follow. */
    default void onResumed(Resumed resumed) {}

    /** @param arrivedAt {@link System#nanoTime} when it came from the network */
    default void onMessage(MessageFrame message, long arrivedAt) {}

    default void onSkip(Skip skip) {}

    default void onCaughtUp(CaughtUp caughtUp) {}

    /** On another device of the user. */
    default void onRead(ReadMarker read) {}

    /** The client answers by itself with a token of its supplier. */
    default void onAuthRequired(AuthRequired authRequired) {}

    /** The server could not take something that this client sent. */
    default void onError(Error error) {}

    default void onGoAway(GoAway goAway) {}

    /** To a {@code ping} that the application sent. */
    default void onPong(Pong pong) {}

    /** The server broke the protocol, or a call of this listener or of the supplier of tokens failed. */
    default void onFault(ConnectionFault fault) {}

    /** After each connection, also after one that could not be made; says whether the client comes back. */
    default void onClosed(Closed closed) {}
}
