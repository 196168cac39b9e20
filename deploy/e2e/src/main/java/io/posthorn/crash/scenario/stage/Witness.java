// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.scenario.stage;

import io.posthorn.client.ClientBuilder;
import io.posthorn.client.DeviceListener;
import io.posthorn.client.PosthornClient;
import io.posthorn.client.reconnect.Closed;
import io.posthorn.client.stream.ConnectionFault;
import io.posthorn.contracts.v1.Error;
import io.posthorn.contracts.v1.MessageFrame;
import io.posthorn.contracts.v1.Resumed;
import io.posthorn.contracts.v1.Skip;
import io.posthorn.contracts.v1.Welcome;
import io.posthorn.crash.evidence.Connection;
import io.posthorn.crash.evidence.ConnectionLog;
import io.posthorn.crash.evidence.DeviceLog;
import io.posthorn.crash.evidence.Frame;
import io.posthorn.crash.evidence.Identity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A device that acknowledges what it gets, comes back by itself where it stopped, and remembers every connection. */
public final class Witness implements DeviceListener, AutoCloseable {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final String user;
    private final String device;
    private final String gateway;
    private final Supplier<ClientBuilder> builder;
    private final List<ConnectionLog> connections = new ArrayList<>();
    private final Map<Identity, Integer> times = new LinkedHashMap<>();
    private final List<Long> returns = new ArrayList<>();
    private final List<String> closes = new ArrayList<>();
    private final Set<String> skips = new HashSet<>();
    private String asked = "";
    private String cursor = "";
    private @Nullable PosthornClient client;

    /** @param builder knows the gateway and the user's token */
    Witness(String user, String device, String gateway, Supplier<ClientBuilder> builder) {
        this.user = user;
        this.device = device;
        this.gateway = gateway;
        this.builder = builder;
    }

    public String user() {
        return user;
    }

    public String device() {
        return device;
    }

    // ------------------------------------------------------------ what it does

    /** Where it stopped; for the first time: where the server says. Returns at once. */
    public void connect() {
        connect(cursor().orElse(null));
    }

    /** @param resume a cursor, {@code earliest}, {@code latest}; null: the server's cursor */
    public synchronized void connect(@Nullable String resume) {
        asked = resume == null || resume.equals("earliest") || resume.equals("latest") ? "" : resume;
        client = builder.get()
                .device(device)
                .listener(this)
                .backoff(FIRST_PAUSE, LONGEST_PAUSE)
                .resume(resume)
                .connect();
    }

    /** Loses its network for a moment. */
    public void drop() {
        running().ifPresent(PosthornClient::drop);
    }

    /** Loses its power. */
    public void vanish() {
        running().ifPresent(PosthornClient::abort);
    }

    /** With a close frame; returns at once. */
    @Override
    public void close() {
        running().ifPresent(PosthornClient::close);
    }

    private synchronized Optional<PosthornClient> running() {
        return Optional.ofNullable(client);
    }

    // ------------------------------------------------------------ what it hears

    @Override
    public synchronized void onWelcome(Welcome welcome) {
        String from = connections.isEmpty() || cursor.isEmpty() ? asked : cursor;
        connections.add(new ConnectionLog(new Connection.Begin(gateway, from, System.currentTimeMillis())));
        returns.add(System.nanoTime());
    }

    @Override
    public synchronized void onResumed(Resumed resumed) {
        last().resumed(resumed.getRecovered(), resumed.getCursor(), System.currentTimeMillis());
        cursor = resumed.getCursor();
    }

    @Override
    public synchronized void onMessage(MessageFrame message, long arrivedAt) {
        Frame.Message frame = Frame.Message.of(message, System.currentTimeMillis());
        last().received(frame);
        last().acked(frame.cursor());
        cursor = frame.cursor();
        times.merge(frame.identity(), 1, Integer::sum);
    }

    @Override
    public synchronized void onSkip(Skip skip) {
        Frame.Skipped frame = Frame.Skipped.of(skip, System.currentTimeMillis());
        last().received(frame);
        last().acked(frame.cursor());
        cursor = frame.cursor();
        skips.add(frame.reasons() + " up to " + frame.cursor());
    }

    @Override
    public synchronized void onError(Error error) {
        trouble(Connection.TroubleKind.ERROR_FRAME, error.getCode() + ": " + error.getMessage());
    }

    @Override
    public synchronized void onFault(ConnectionFault fault) {
        boolean hole = fault.kind() == ConnectionFault.Kind.GAP;
        trouble(
                hole ? Connection.TroubleKind.HOLE : Connection.TroubleKind.FAULT,
                fault.kind() + ": " + fault.getMessage());
    }

    @Override
    public synchronized void onClosed(Closed closed) {
        closes.add(closed.code() + " " + closed.reason());
        if (!connections.isEmpty()) {
            last().closed(closed.code(), System.currentTimeMillis());
        }
        if (closed.isLast() && closed.code() >= 4000 && closed.code() < 4100) {
            trouble(Connection.TroubleKind.CLOSED_FOR_GOOD, closed.code() + " " + closed.reason());
        }
    }

    private void trouble(Connection.TroubleKind kind, String what) {
        if (!connections.isEmpty()) {
            last().trouble(kind, what, System.currentTimeMillis());
        }
    }

    private ConnectionLog last() {
        return connections.get(connections.size() - 1);
    }

    // ------------------------------------------------------------ what it remembers

    /** Where it stands; empty before its first stream began. */
    public synchronized Optional<String> cursor() {
        return Optional.of(cursor).filter(each -> !each.isEmpty());
    }

    public synchronized boolean isLive() {
        return client != null && client.live().isDone();
    }

    /** These it has not got. */
    public synchronized List<Identity> lacks(Collection<Identity> wanted) {
        return wanted.stream().filter(identity -> !times.containsKey(identity)).toList();
    }

    /** What came more than once, on whatever connections. */
    public synchronized List<Identity> repeats() {
        return times.entrySet().stream()
                .filter(each -> each.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** How many connections were welcomed since then, as of {@link System#nanoTime}. */
    public synchronized int returnsSince(long time) {
        return (int) returns.stream().filter(at -> at - time >= 0).count();
    }

    public synchronized List<String> closes() {
        return List.copyOf(closes);
    }

    public synchronized Set<String> skips() {
        return Set.copyOf(skips);
    }

    public synchronized DeviceLog log() {
        return new DeviceLog(
                user, device, connections.stream().map(ConnectionLog::read).toList());
    }

    @Override
    public String toString() {
        return user + "/" + device;
    }
}
