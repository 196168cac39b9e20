// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.fleet;

import io.posthorn.client.ClientBuilder;
import io.posthorn.client.PosthornClient;
import io.posthorn.client.stream.AckPolicy;
import io.posthorn.contracts.v1.Position;
import io.posthorn.crash.evidence.Connection;
import io.posthorn.crash.evidence.ConnectionLog;
import io.posthorn.crash.evidence.DeviceLog;
import io.posthorn.crash.evidence.Frame;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One device: its connections one after the other, what it has stored, and what it does by its own choice. Any thread. */
public final class Device {

    private static final int READ_PERCENT = 3;
    private static final Duration PROBE_AFTER = Duration.ofMillis(500);
    /** A connection that was replaced is closed by the server long before. */
    private static final Duration OLD_LINE_LASTS = Duration.ofSeconds(75);

    private final Name name;
    private final Place place;
    private final RandomGenerator random;
    private final Ear ear;
    private final Storage storage = new Storage();
    private final List<ConnectionLog> logs = new ArrayList<>();
    private Habits habits;
    private int gateway;
    private int failures;
    private boolean online;
    private boolean stalled;
    private boolean flushing;
    private boolean live;
    private @Nullable Line line;

    public record Name(String user, String device) {}

    /** Hears each message, on a thread of the network. */
    @FunctionalInterface
    public interface Ear {

        Ear DEAF = (name, message) -> {};

        void arrived(Name name, Frame.Message message);
    }

    Device(Name name, Habits habits, Place place, RandomGenerator random, Ear ear) {
        this.name = name;
        this.habits = habits;
        this.place = place;
        this.random = random;
        this.ear = ear;
        this.gateway = random.nextInt(place.gateways().size());
    }

    // ------------------------------------------------------------ what it is told to do

    /** Goes online, and stays so until told otherwise. */
    public synchronized void connect() {
        online = true;
        connectIfNeeded();
        if (!flushing && !habits.ackEvery().isZero()) {
            flushing = true;
            later(habits.ackEvery(), this::flush);
        }
    }

    /** Leaves with a close frame. */
    public synchronized void leave() {
        online = false;
        if (line != null) {
            line.leave();
        }
    }

    /** Gone without a word. */
    public synchronized void vanish() {
        online = false;
        drop();
    }

    /** Loses its connection, and comes back when it is online. */
    public synchronized void drop() {
        if (line != null) {
            line.abort();
        }
    }

    public synchronized void stall() {
        stalled = true;
    }

    public synchronized void readOn() {
        stalled = false;
        if (line != null) {
            line.ack();
        }
    }

    /** Connects elsewhere while the old connection lasts. */
    public synchronized void hop() {
        Line old = line;
        if (online && old != null) {
            moveOn();
            line = open();
            later(OLD_LINE_LASTS, old::abort);
        }
    }

    /** From now on it is online and acknowledges at once. */
    public synchronized void settle() {
        habits = Habits.STEADY;
        readOn();
        connect();
    }

    /** Does things by its own choice until it is settled. */
    synchronized void liveOn() {
        if (habits.moves()) {
            Move move = Move.draw(random);
            later(move.after(), () -> perform(move));
        }
    }

    private synchronized void perform(Move move) {
        if (!habits.moves()) {
            return;
        }
        switch (move.kind()) {
            case DROP -> drop();
            case LEAVE -> leave();
            case AWAY -> vanish();
            case STALL -> stall();
            case HOP -> hop();
        }
        later(move.lasting(), this::performed);
    }

    private synchronized void performed() {
        if (habits.moves()) {
            readOn();
            connect();
            liveOn();
        }
    }

    // ------------------------------------------------------------ what happens to it

    synchronized void resumed() {
        failures = 0;
        live = true;
    }

    void received(Line from, Frame frame) {
        take(from, frame);
        if (frame instanceof Frame.Message message) {
            ear.arrived(name, message);
        }
    }

    private synchronized void take(Line from, Frame frame) {
        storage.stored(frame.cursor());
        boolean current = line == null || line == from;
        if (current && !stalled && habits.ackEvery().isZero()) {
            from.ack();
        }
        if (current && habits.moves() && random.nextInt(100) < READ_PERCENT) {
            from.read();
        }
    }

    synchronized void closed(Line which, int code, Optional<Duration> told) {
        if (line != null && which != line) {
            return;
        }
        line = null;
        moveOn();
        later(Return.after(code, told, failures++, random), this::connectIfNeeded);
    }

    private void moveOn() {
        gateway = (gateway + 1) % place.gateways().size();
    }

    private synchronized void flush() {
        if (!stalled && line != null) {
            line.ack();
        }
        if (!habits.ackEvery().isZero()) {
            later(habits.ackEvery(), this::flush);
        }
    }

    private synchronized void connectIfNeeded() {
        if (online && line == null) {
            line = open();
        }
    }

    private Line open() {
        URI uri = place.gateways().get(gateway);
        String resume = habits.moves() ? storage.anyResume(random) : storage.resume();
        ConnectionLog log = new ConnectionLog(
                new Connection.Begin(uri.getHost() + ":" + uri.getPort(), resume, System.currentTimeMillis()));
        logs.add(log);
        ClientBuilder setup = PosthornClient.builder(uri)
                .http(place.http())
                .token(() -> place.token().apply(name.user()))
                .device(name.device())
                .ack(AckPolicy.MANUAL)
                .probeAfter(PROBE_AFTER)
                .resume(resume.isEmpty() ? null : resume);
        habits.window().ifPresent(setup::window);
        return new Line(this, log, setup);
    }

    private void later(Duration time, Runnable task) {
        place.timer().schedule(task, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    // ------------------------------------------------------------ what it knows

    public Name name() {
        return name;
    }

    /** Whether its stream has ever begun. */
    public synchronized boolean isLive() {
        return live;
    }

    /** The highest position that it has stored. */
    public synchronized Position reached() {
        return storage.reached();
    }

    public synchronized DeviceLog log() {
        return new DeviceLog(
                name.user(),
                name.device(),
                logs.stream().map(ConnectionLog::read).toList());
    }
}
