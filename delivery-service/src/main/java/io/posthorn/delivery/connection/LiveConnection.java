// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.connection;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.Resumption;
import io.posthorn.delivery.state.ConnectionState;
import org.jspecify.annotations.Nullable;

/**
 * What the router remembers of one connection, in memory alone: after a fail-over it starts again at what was acked, and
 * the gateway drops what it has written.
 *
 * <p>Not thread-safe: one stream thread owns it.
 */
public final class LiveConnection {

    private final ConnectionState state;
    private final Flight flight;
    private Position acked;
    private Position sent;
    private Position highest;
    private Phase phase;
    private int caughtUps;
    private long progressAt;
    private int rewinds;
    private long silentSince;
    private long restoredAt;

    private LiveConnection(ConnectionState state, Position from, Phase phase, long now) {
        this.state = state;
        this.flight = new Flight(state.getWindow());
        this.acked = from;
        this.sent = from;
        this.highest = from;
        this.phase = phase;
        this.progressAt = now;
    }

    /** Where the stream of a connection stands. */
    public sealed interface Phase {}

    /** The device has not been told where it continues. */
    public record Opening(Resumption resumption) implements Phase {}

    /** History serves it, up to where the pending store takes over. */
    public record CatchingUp(Position upTo, boolean asked, int asks) implements Phase {}

    /** The pending store and what is new serve it. */
    public record Streaming() implements Phase {}

    static LiveConnection opened(ConnectionState state, long now) {
        Resumption resumption = state.getResumption();
        return new LiveConnection(state, resumption.getCursor(), new Opening(resumption), now);
    }

    /**
     * After a fail-over.
     *
     * @param from where it stands as far as acks tell
     * @param answer whether it may not have been answered
     */
    static LiveConnection restored(ConnectionState state, Position from, boolean answer, long now) {
        Resumption resumption =
                state.getResumption().toBuilder().setCursor(from).build();
        var restored = new LiveConnection(state, from, answer ? new Opening(resumption) : new Streaming(), now);
        restored.restoredAt = now;
        return restored;
    }

    public ConnectionState state() {
        return state;
    }

    public Flight flight() {
        return flight;
    }

    public Position ackedUpTo() {
        return acked;
    }

    /** The last durable position sent on this connection, or acked if that is further. */
    public Position sent() {
        return sent;
    }

    public Phase phase() {
        return phase;
    }

    public @Nullable CatchingUp catchingUp() {
        return phase instanceof CatchingUp catchingUp ? catchingUp : null;
    }

    public boolean isStreaming() {
        return phase instanceof Streaming;
    }

    public void announced() {
        phase = new Streaming();
    }

    public void catchUp(Position upTo) {
        phase = new CatchingUp(upTo, false, 0);
        caughtUps = 0;
    }

    public void asked(CatchingUp of, long now) {
        phase = new CatchingUp(of.upTo(), true, of.asks() + 1);
        progressAt = now;
    }

    /** The last request counts as lost. */
    public void askAgain(CatchingUp of) {
        phase = new CatchingUp(of.upTo(), false, of.asks());
    }

    public void messageSent(Position position, int size, long now) {
        if (flight.isEmpty()) {
            progressAt = now;
        }
        flight.message(position, size);
        sent = position;
        highest = Positions.max(highest, position);
    }

    /** Whether it may have reached the device already: then it is not called expired any more. */
    public boolean hasBeenSent(Position position) {
        // What was sent before a fail-over is not known: all that was there by then may have been.
        return !Positions.isAfter(position, highest) || position.getAppendedAt() < restoredAt;
    }

    /** Sent, and neither acked nor given up. */
    public boolean isInFlight(Position position) {
        return hasBeenSent(position) && Positions.isAfter(position, acked);
    }

    /** Of a class that is not stored: in flight, but nobody's {@code prev}. */
    public void transientSent(Position position, int size, long now) {
        if (flight.isEmpty()) {
            progressAt = now;
        }
        flight.message(position, size);
    }

    public void skipSent(Position upTo, long now) {
        if (flight.isEmpty()) {
            progressAt = now;
        }
        flight.skip(upTo);
        sent = upTo;
    }

    /** Counts only if it continues where the connection stands. */
    public boolean pageSent(Position after, Position upTo, int messages, int bytes, long now) {
        if (!(phase instanceof CatchingUp catching)
                || !Positions.same(after, sent)
                || !Positions.isAfter(upTo, after)) {
            return false;
        }
        flight.page(upTo, messages, bytes);
        sent = upTo;
        highest = Positions.max(highest, upTo);
        progressAt = now;
        progressed(catching);
        return true;
    }

    public void acked(Position upTo, long now) {
        flight.acked(upTo);
        acked = Positions.max(acked, upTo);
        progressAt = now;
        rewinds = 0;
        if (Positions.isAfter(upTo, sent)) {
            sent = upTo;
            if (phase instanceof CatchingUp catching) {
                progressed(catching);
            }
        }
    }

    private void progressed(CatchingUp catching) {
        phase = Positions.isAfter(catching.upTo(), sent) ? new CatchingUp(catching.upTo(), false, 0) : new Streaming();
    }

    /** Send again what is not acked: the gateway drops what it has written. */
    public void rewind(long now) {
        flight.clear();
        sent = acked;
        progressAt = now;
        rewinds++;
        phase = phase instanceof Opening ? phase : new Streaming();
    }

    public boolean isCaughtUp() {
        return caughtUps > 0;
    }

    /** Nothing that a device sends shows that it has heard it, so it is told once more by the sweep. */
    boolean isCaughtUpForSure() {
        return caughtUps > 1;
    }

    public void caughtUp() {
        caughtUps++;
    }

    /** It is told once more, and with it what may have been lost on the way. */
    public void tellAgain() {
        caughtUps = Math.min(caughtUps, 1);
    }

    public long progressAt() {
        return progressAt;
    }

    int rewinds() {
        return rewinds;
    }

    /** How long its gateway's lease has not counted, at most since the sweep first saw it. */
    long silentFor(boolean counts, long now) {
        if (counts) {
            silentSince = 0;
        } else if (silentSince == 0) {
            silentSince = now;
        }
        return counts ? 0 : now - silentSince;
    }
}
