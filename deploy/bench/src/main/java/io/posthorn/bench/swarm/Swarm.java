// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.swarm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The devices and the thread that serves them all. */
final class Swarm implements AutoCloseable {

    private static final int BUFFER = 64 << 10;
    /** Those that are in must not wait for those that come. */
    private static final int OPENED_IN_A_TURN = 64;

    private static final long COME_AGAIN = Duration.ofSeconds(2).toNanos();
    private static final long LONGEST_WAIT = Duration.ofMillis(500).toNanos();

    private final Settings settings;
    private final InetSocketAddress address;
    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private final SplittableRandom random = new SplittableRandom();
    private final Queue<Runnable> orders = new ConcurrentLinkedQueue<>();
    private final Queue<Ack> acks = new PriorityQueue<>(Comparator.comparingLong(Ack::at));
    private final Queue<Again> again = new ArrayDeque<>();
    private BufferedReader tickets;
    private Tally tally = new Tally();
    private Opening opening = Opening.NONE;
    private int begun;
    private int begunAgain;
    private int connections;
    private volatile boolean closed;

    /**
     * @param tickets the file of the devices, which come in its order
     * @param ackWithin an ack is sent at a time drawn up to so long after its message
     */
    record Settings(URI gateway, Path tickets, Sources sources, Duration ackWithin) {}

    private record Ack(Peer peer, String cursor, long at) {}

    private record Again(Ticket ticket, long at) {}

    Swarm(Settings settings) throws IOException {
        this.settings = settings;
        this.address = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), settings.gateway().getPort());
        this.tickets = Files.newBufferedReader(settings.tickets());
    }

    // ------------------------------------------------------------ orders, from any thread

    /** Does it on the swarm's thread. */
    <T> CompletableFuture<T> order(Supplier<T> order) {
        var answer = new CompletableFuture<T>();
        orders.add(() -> {
            try {
                answer.complete(order.get());
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        selector.wakeup();
        return answer;
    }

    // ------------------------------------------------------------ orders, on the swarm's thread

    SwarmStatus open(Opening next) {
        opening = next;
        begun = 0;
        begunAgain = 0;
        return status();
    }

    SwarmStatus status() {
        return tally.status();
    }

    String times(String name) {
        return tally.times(name).encoded();
    }

    /** All go, and the same devices may come again. */
    SwarmStatus leave() {
        open(Opening.NONE);
        again.clear();
        acks.clear();
        peers().forEach(Peer::leave);
        return status();
    }

    /** Forgets those that left, and what was counted. */
    SwarmStatus forget() {
        peers().forEach(peer -> peer.ended("forgotten"));
        tally = new Tally();
        connections = 0;
        try {
            tickets.close();
            tickets = Files.newBufferedReader(settings.tickets());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return status();
    }

    private List<Peer> peers() {
        return selector.keys().stream()
                .map(key -> (Peer) key.attachment())
                .filter(peer -> peer != null)
                .toList();
    }

    // ------------------------------------------------------------ the thread

    /** Until it is closed. */
    void run() throws IOException {
        while (!closed) {
            for (Runnable order = orders.poll(); order != null; order = orders.poll()) {
                order.run();
            }
            long now = System.nanoTime();
            openDue(now);
            ackDue(now);
            selector.select(key -> ((Peer) key.attachment()).ready(), waitMillis(System.nanoTime()));
        }
        peers().forEach(peer -> peer.ended("the swarm has ended"));
        selector.close();
        tickets.close();
    }

    private long waitMillis(long now) {
        long next = now + LONGEST_WAIT;
        if (!acks.isEmpty()) {
            next = Math.min(next, acks.element().at);
        }
        if (!again.isEmpty()) {
            next = Math.min(next, again.element().at);
        }
        if (opening.schedule() != null && begun < opening.devices()) {
            next = Math.min(next, opening.beginOf(begun, now));
        }
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(next - now));
    }

    private void openDue(long now) {
        int due = Math.min(OPENED_IN_A_TURN, opening.due(begun, tally.underWay(), now));
        for (int i = 0; i < due; i++) {
            begin(nextTicket(), opening.beginOf(begun, now));
            begun++;
        }
        while (!again.isEmpty() && again.element().at <= now && tally.underWay() < opening.atOnce()) {
            begin(again.remove().ticket, now);
        }
    }

    private Ticket nextTicket() {
        try {
            String line = tickets.readLine();
            if (line == null) {
                throw new IllegalStateException(settings.tickets + " has no more tickets");
            }
            return Ticket.parse(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void begin(Ticket ticket, long begin) {
        tally.begun();
        try {
            SocketChannel channel = channel();
            SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
            Peer peer = new Peer(this, channel, key, ticket, begin);
            key.attach(peer);
            peer.connect(address);
        } catch (IOException e) {
            failed(ticket, "no socket: " + e.getMessage());
        }
    }

    private SocketChannel channel() throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            return channel.bind(new InetSocketAddress(settings.sources.of(connections++), 0));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private void ackDue(long now) {
        while (!acks.isEmpty() && acks.element().at <= now) {
            Ack ack = acks.remove();
            ack.peer.ack(ack.cursor);
        }
    }

    // ------------------------------------------------------------ what its devices need

    URI gateway() {
        return settings.gateway;
    }

    Tally tally() {
        return tally;
    }

    /** For the time of one read. */
    ByteBuffer buffer() {
        return buffer;
    }

    int mask() {
        return random.nextInt();
    }

    void message(Said said) {
        long now = System.nanoTime();
        said.sent()
                .ifPresentOrElse(
                        sent -> tally.message(sent.phase(), now - sent.dueAt()),
                        () -> tally.trouble("a message that is not this benchmark's"));
    }

    void ackLater(Peer peer, String cursor) {
        long within = settings.ackWithin.toNanos();
        acks.add(new Ack(peer, cursor, System.nanoTime() + (within == 0 ? 0 : random.nextLong(within))));
    }

    /** In a closed loop it comes again, as often on the whole as there are devices. */
    void failed(Ticket ticket, String reason) {
        tally.failed(reason);
        if (opening.comeAgain() && begunAgain < opening.devices()) {
            begunAgain++;
            again.add(new Again(ticket, System.nanoTime() + COME_AGAIN));
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
    }
}
