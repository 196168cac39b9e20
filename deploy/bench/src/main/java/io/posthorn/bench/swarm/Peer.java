// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.swarm;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One device on its connection. Holds buffers only while something is in part here or in part there. */
final class Peer {

    private static final byte[] NOTHING = {};
    private static final byte[] NORMAL = {0x03, (byte) 0xe8};

    private final Swarm swarm;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final long begin;
    private byte[] rest = NOTHING;
    private @Nullable ByteBuffer unsent;
    private @Nullable Ticket ticket;
    private Phase phase = Phase.CONNECTING;

    private enum Phase {
        CONNECTING,
        UPGRADING,
        GREETING,
        IN,
        LEAVING,
        GONE
    }

    Peer(Swarm swarm, SocketChannel channel, SelectionKey key, Ticket ticket, long begin) {
        this.swarm = swarm;
        this.channel = channel;
        this.key = key;
        this.ticket = ticket;
        this.begin = begin;
    }

    /** Does what its socket is ready for. */
    void ready() {
        try {
            if (key.isConnectable()) {
                connected();
            }
            if (key.isValid() && key.isWritable()) {
                flush();
            }
            if (key.isValid() && key.isReadable()) {
                read();
            }
        } catch (IOException e) {
            ended("broken: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            ended("fault: " + e.getMessage());
        }
    }

    void connect(InetSocketAddress address) {
        try {
            if (channel.connect(address)) {
                connected();
            }
        } catch (IOException e) {
            ended("not connected: " + e.getMessage());
        }
    }

    private void connected() throws IOException {
        if (channel.finishConnect()) {
            key.interestOps(SelectionKey.OP_READ);
            phase = Phase.UPGRADING;
            write(Upgrade.request(swarm.gateway(), ticket().token()));
        }
    }

    private Ticket ticket() {
        if (ticket == null) {
            throw new IllegalStateException("a device that came in has no ticket any more");
        }
        return ticket;
    }

    // ------------------------------------------------------------ what comes

    private void read() throws IOException {
        ByteBuffer buffer = swarm.buffer();
        int length = channel.read(buffer.clear());
        if (length < 0) {
            ended("closed without a code");
        } else if (length > 0) {
            byte[] bytes = Arrays.copyOf(rest, rest.length + length);
            buffer.flip().get(bytes, rest.length, length);
            rest = NOTHING;
            received(bytes);
        }
    }

    private void received(byte[] bytes) throws IOException {
        int from = phase == Phase.UPGRADING ? answered(bytes) : 0;
        while (from >= 0 && phase != Phase.GONE) {
            Frames.Span frame = Frames.at(bytes, from, bytes.length);
            if (frame == null) {
                rest = from == bytes.length ? NOTHING : Arrays.copyOfRange(bytes, from, bytes.length);
                return;
            }
            heard(bytes, frame);
            from = frame.end();
        }
    }

    /** @return where frames begin; negative while the answer is not complete, or where it is a refusal */
    private int answered(byte[] bytes) throws IOException {
        Optional<Upgrade.Answer> answer = Upgrade.answer(bytes, bytes.length);
        if (answer.isEmpty()) {
            rest = bytes;
            return -1;
        }
        if (!answer.get().isUpgraded()) {
            ended("HTTP " + answer.get().status() + " " + answer.get().detail());
            return -1;
        }
        if (answer.get().extensions()) {
            ended("extensions were agreed on");
            return -1;
        }
        phase = Phase.GREETING;
        say("{\"type\":\"hello\",\"device\":\"" + ticket().device() + "\"}");
        return answer.get().length();
    }

    private void heard(byte[] bytes, Frames.Span frame) throws IOException {
        switch (frame.opcode()) {
            case Frames.TEXT ->
                heard(new Said(new String(bytes, frame.from(), frame.end() - frame.from(), StandardCharsets.UTF_8)));
            case Frames.PING ->
                write(Frames.masked(Frames.PONG, Arrays.copyOfRange(bytes, frame.from(), frame.end()), swarm.mask()));
            case Frames.CLOSE -> ended("closed with " + Frames.closeCode(bytes, frame));
            case Frames.PONG -> {}
            default -> throw new IllegalArgumentException("a frame of opcode " + frame.opcode());
        }
    }

    private void heard(Said said) {
        switch (said.type()) {
            case "resumed" -> resumed();
            case "message" -> {
                swarm.message(said);
                swarm.ackLater(this, said.cursor());
            }
            case "skip" -> swarm.ackLater(this, said.cursor());
            case "error", "" -> swarm.tally().trouble(said.json());
            default -> {
                // welcome, caughtUp, read, goAway: nothing to do
            }
        }
    }

    private void resumed() {
        if (phase == Phase.GREETING) {
            phase = Phase.IN;
            ticket = null;
            swarm.tally().resumed(begin, System.nanoTime());
        }
    }

    // ------------------------------------------------------------ what goes

    void ack(String cursor) {
        if (phase == Phase.IN) {
            try {
                say("{\"type\":\"ack\",\"cursor\":\"" + cursor + "\"}");
            } catch (IOException e) {
                ended("broken: " + e.getMessage());
            }
        }
    }

    private void say(String json) throws IOException {
        write(Frames.text(json, swarm.mask()));
    }

    private void write(byte[] bytes) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        if (unsent == null) {
            channel.write(left);
        }
        if (left.hasRemaining()) {
            ByteBuffer before = unsent == null ? ByteBuffer.wrap(NOTHING) : unsent;
            unsent = ByteBuffer.allocate(before.remaining() + left.remaining())
                    .put(before)
                    .put(left)
                    .flip();
            key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
    }

    private void flush() throws IOException {
        if (unsent != null) {
            channel.write(unsent);
        }
        if (unsent == null || !unsent.hasRemaining()) {
            unsent = null;
            key.interestOps(SelectionKey.OP_READ);
        }
    }

    // ------------------------------------------------------------ the end

    /** Says goodbye; the gateway closes. */
    void leave() {
        if (phase != Phase.IN) {
            ended("left on its way in");
            return;
        }
        phase = Phase.LEAVING;
        try {
            write(Frames.masked(Frames.CLOSE, NORMAL, swarm.mask()));
        } catch (IOException e) {
            ended("broken: " + e.getMessage());
        }
    }

    /** Once, whatever ends it. */
    void ended(String reason) {
        if (phase == Phase.GONE) {
            return;
        }
        switch (phase) {
            case LEAVING -> swarm.tally().left();
            case IN -> swarm.tally().lost(reason);
            default -> swarm.failed(ticket(), reason);
        }
        phase = Phase.GONE;
        rest = NOTHING;
        unsent = null;
        key.cancel();
        try {
            channel.close();
        } catch (IOException e) {
            swarm.tally().trouble("not closed: " + e.getMessage());
        }
    }
}
