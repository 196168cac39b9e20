// SPDX-License-Identifier: Apache-2.0
package io.posthorn.client;

import io.posthorn.client.reconnect.ClientState;
import io.posthorn.client.reconnect.Closed;
import io.posthorn.client.reconnect.ClosedException;
import io.posthorn.client.stream.AckPolicy;
import io.posthorn.contracts.v1.ClientFrame;
import io.posthorn.contracts.v1.ReadMarker;
import io.posthorn.contracts.v1.Resumed;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A device: it connects, receives its user's stream in order, acknowledges, and comes back after a loss where it stopped.
 *
 * <p>Any thread may call it, also from within its listener; no call blocks.
 */
public final class PosthornClient implements AutoCloseable {

    private final Session session;

    private PosthornClient(Session session) {
        this.session = session;
    }

    /** @param gateway {@code ws://host:port/ws} */
    public static ClientBuilder builder(URI gateway) {
        return new ClientBuilder(gateway);
    }

    static PosthornClient start(Options options, @Nullable String resume) {
        Session session = new Session(options, resume);
        session.dial();
        return new PosthornClient(session);
    }

    /** Completed when a stream has begun for the first time; fails with {@link ClosedException} when the client ends before. */
    public CompletableFuture<Resumed> live() {
        return session.live();
    }

    /** Completed when the client has ended and will not come back. */
    public CompletableFuture<Closed> ended() {
        return session.ended();
    }

    public ClientState state() {
        return session.state();
    }

    /** Up to where the stream is stored here; a later client of this device may resume there. */
    public Optional<String> cursor() {
        return session.cursor();
    }

    /** With {@link AckPolicy#MANUAL}: all up to this cursor is stored. Without effect for a cursor of an earlier connection. */
    public void ack(String cursor) {
        session.withCurrent(conversation -> conversation.acknowledge(cursor));
    }

    /** The user has seen all up to this cursor. */
    public CompletableFuture<Void> read(String cursor) {
        return send(ClientFrame.newBuilder()
                .setRead(ReadMarker.newBuilder().setCursor(cursor))
                .build());
    }

    /** Completed when written; fails when there is no connection at the moment. */
    public CompletableFuture<Void> send(ClientFrame frame) {
        return session.current().send(frame);
    }

    /** As it is: for tests of gateways. */
    public CompletableFuture<Void> sendText(String text) {
        return session.current().socket().send(text.getBytes(StandardCharsets.UTF_8), false);
    }

    /** As it is: for tests of gateways. */
    public CompletableFuture<Void> sendBinary(byte[] bytes) {
        return session.current().socket().send(bytes, true);
    }

    /** Ends with a close frame, after what is collected is acknowledged. See {@link #ended}. */
    @Override
    public void close() {
        session.leave();
    }

    /** Ends without a close frame, as a device does that loses its power. */
    public void abort() {
        session.abort();
    }

    /** Loses the connection without a close frame, as a device does that loses its network, and comes back. */
    public void drop() {
        session.withCurrent(conversation -> conversation.socket().abort());
    }
}
