// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.demo;

import io.posthorn.client.ClientBuilder;
import io.posthorn.client.DeviceListener;
import io.posthorn.client.PosthornClient;
import io.posthorn.client.reconnect.Closed;
import io.posthorn.client.stream.ConnectionFault;
import io.posthorn.contracts.v1.CaughtUp;
import io.posthorn.contracts.v1.Error;
import io.posthorn.contracts.v1.MessageFrame;
import io.posthorn.contracts.v1.Resumed;
import io.posthorn.contracts.v1.Skip;
import io.posthorn.contracts.v1.Welcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A device of the demo: comes, gets, leaves, comes back, and remembers what it got of this run. */
final class DemoDevice implements DeviceListener, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final String name;
    private final String source;
    private final Supplier<ClientBuilder> builder;
    private final Consumer<String> tell;
    private final List<Arrival> arrivals = new ArrayList<>();
    private int resumptions;
    private int losses;
    private boolean caughtUp;
    private long heardAt;
    private @Nullable Resumed resumed;
    private @Nullable Closed ended;
    private @Nullable PosthornClient client;

    /**
     * @param source of this run's notifications; other messages do not count
     * @param tell hears of what should not happen
     */
    DemoDevice(String name, String source, Supplier<ClientBuilder> builder, Consumer<String> tell) {
        this.name = name;
        this.source = source;
        this.builder = builder;
        this.tell = tell;
    }

    String name() {
        return name;
    }

    /**
     * Returns when it has got everything that waited for it.
     *
     * @param resume null: where the server says
     * @return where the stream continued
     */
    Resumed connect(@Nullable String resume) throws InterruptedException {
        int before = resumptions();
        synchronized (this) {
            ended = null;
            client = builder.get()
                    .device(name)
                    .listener(this)
                    .backoff(FIRST_PAUSE, LONGEST_PAUSE)
                    .resume(resume)
                    .connect();
        }
        return awaitResumed(before, PATIENCE);
    }

    /** Ends when the gateway has answered: all that it got is acknowledged then. Says its last cursor. */
    Optional<String> leave() throws InterruptedException {
        PosthornClient leaving = client();
        leaving.close();
        try {
            leaving.ended().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new Stalled(name, "could not leave", PATIENCE);
        }
        return leaving.cursor();
    }

    synchronized int resumptions() {
        return resumptions;
    }

    synchronized int losses() {
        return losses;
    }

    synchronized List<Arrival> arrivals() {
        return List.copyOf(arrivals);
    }

    synchronized Arrival awaitArrival(String id) throws InterruptedException {
        await("did not get " + id, PATIENCE, () -> find(id).isPresent());
        return find(id).orElseThrow();
    }

    /** @param losses before the one that is awaited */
    synchronized void awaitLoss(int before) throws InterruptedException {
        await("did not lose its connection", PATIENCE, () -> losses > before);
    }

    /** Returns when it has got everything that waited for it. */
    synchronized Resumed awaitResumed(int before, Duration within) throws InterruptedException {
        await("did not catch up", within, () -> resumptions > before && caughtUp);
        return Objects.requireNonNull(resumed);
    }

    private Optional<Arrival> find(String id) {
        for (int place = arrivals.size() - 1; place >= 0; place--) {
            if (arrivals.get(place).id().equals(id)) {
                return Optional.of(arrivals.get(place));
            }
        }
        return Optional.empty();
    }

    /** The time begins anew with every frame: a long history may take as long as it likes. */
    private void await(String failure, Duration within, BooleanSupplier condition) throws InterruptedException {
        heardAt = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (ended != null) {
                throw new Stalled("%s was sent away: %d %s".formatted(name, ended.code(), ended.reason()));
            }
            long left = heardAt + within.toNanos() - System.nanoTime();
            if (left <= 0) {
                throw new Stalled(name, failure, within);
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    private synchronized PosthornClient client() {
        if (client == null) {
            throw new IllegalStateException(name + " was never connected");
        }
        return client;
    }

    @Override
    public synchronized void onWelcome(Welcome welcome) {
        heardAt = System.nanoTime();
        caughtUp = false;
    }

    @Override
    public synchronized void onResumed(Resumed frame) {
        resumed = frame;
        resumptions++;
        notifyAll();
    }

    @Override
    public synchronized void onMessage(MessageFrame message, long arrivedAt) {
        heardAt = arrivedAt;
        if (message.getSource().equals(source)) {
            arrivals.add(new Arrival(
                    message.getId(), message.getCursor(), message.getPrev(), message.getReplayed(), arrivedAt));
            notifyAll();
        }
    }

    @Override
    public void onSkip(Skip skip) {
        tell.accept(name + " will not get some messages: " + skip.getCountsMap().keySet());
    }

    @Override
    public synchronized void onCaughtUp(CaughtUp frame) {
        caughtUp = true;
        notifyAll();
    }

    @Override
    public void onError(Error error) {
        tell.accept(name + " was told of an error: " + error.getMessage());
    }

    @Override
    public void onFault(ConnectionFault fault) {
        tell.accept(name + " found a fault: " + fault.getMessage());
    }

    @Override
    public synchronized void onClosed(Closed closed) {
        losses++;
        ended = closed.isLast() ? closed : null;
        notifyAll();
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
    }
}
