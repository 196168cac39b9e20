// SPDX-License-Identifier: Apache-2.0
package io.posthorn.client;

import io.posthorn.contracts.v1.ClientFrame;
import io.posthorn.contracts.v1.Hello;
import io.posthorn.contracts.v1.MessageFrame;
import io.posthorn.contracts.v1.Resumed;
import io.posthorn.contracts.v1.ServerFrame;
import io.posthorn.contracts.v1.Welcome;
import io.posthorn.contracts.wire.BadFrameException;
import io.posthorn.contracts.wire.Subprotocol;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The server's side of one WebSocket, byte by byte. */
final class TinyConnection {

    static final int DROPPED = -1;

    private static final int CONTINUED = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int LAST = 0x80;
    private static final long PATIENCE_SECONDS = 10;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final BlockingQueue<byte[]> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<byte[]> pongs = new LinkedBlockingQueue<>();
    private final BlockingQueue<byte[]> answeredPings = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> closes = new LinkedBlockingQueue<>();
    private Subprotocol subprotocol = Subprotocol.JSON;
    private volatile boolean answersPings;

    TinyConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
        readRequest();
    }

    private void readRequest() throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        while (!request.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            request.write(in.readByte());
        }
        request.toString(StandardCharsets.US_ASCII).lines().skip(1).forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.merge(
                        line.substring(0, colon), line.substring(colon + 1).trim(), (a, b) -> a + ", " + b);
            }
        });
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    void refuse(int status) throws IOException {
        write(("HTTP/1.1 " + status + " Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        socket.close();
    }

    void upgrade() throws IOException {
        String first = header("Sec-WebSocket-Protocol").split(",")[0].trim();
        subprotocol = Subprotocol.of(first).orElseThrow();
        write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Protocol: " + first + "\r\n"
                        + "Sec-WebSocket-Accept: " + accept(header("Sec-WebSocket-Key")) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    }

    private static String accept(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    void readAll() {
        try {
            while (true) {
                readFrame();
            }
        } catch (IOException ended) {
            closes.add(DROPPED);
        }
    }

    private void readFrame() throws IOException {
        int kind = in.readUnsignedByte() & 0x0F;
        int length = in.readUnsignedByte() & 0x7F;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = Math.toIntExact(in.readLong());
        }
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes(length);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        switch (kind) {
            case CLOSE ->
                closes.add(payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xFFFF);
            case PONG -> pongs.add(payload);
            case PING -> {
                if (answersPings) {
                    frame(LAST | PONG, payload);
                    answeredPings.add(payload);
                }
            }
            default -> heard.add(payload);
        }
    }

    /** The next frame of the client. */
    ClientFrame hear() {
        try {
            return subprotocol.decodeClientFrame(hearRaw());
        } catch (BadFrameException e) {
            throw new AssertionError(e);
        }
    }

    byte[] hearRaw() {
        return await(heard, "frame");
    }

    boolean heardNothingMore() {
        return heard.isEmpty();
    }

    byte[] hearPong() {
        return await(pongs, "pong");
    }

    /** Code of the client's close frame, or {@link #DROPPED}. */
    int closedWith() {
        return await(closes, "end");
    }

    private static <T> T await(BlockingQueue<T> queue, String what) {
        try {
            T next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("No " + what + " from the client within " + PATIENCE_SECONDS + " s");
            }
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Hears hello and lets the stream begin at this cursor. */
    Hello greet(String cursor) {
        Hello hello = hear().getHello();
        welcome(0);
        resumed(cursor);
        return hello;
    }

    void welcome(int heartbeat) {
        say(ServerFrame.newBuilder()
                .setWelcome(Welcome.newBuilder()
                        .setConnection("k1")
                        .setUser("user-1")
                        .setDevice("phone")
                        .setHeartbeat(heartbeat)
                        .setWindow(256))
                .build());
    }

    void resumed(String cursor) {
        say(ServerFrame.newBuilder()
                .setResumed(Resumed.newBuilder().setRecovered("full").setCursor(cursor))
                .build());
    }

    void message(String prev, String cursor) {
        say(messageFrame(prev, cursor, "Shipped"));
    }

    static ServerFrame messageFrame(String prev, String cursor, String title) {
        return ServerFrame.newBuilder()
                .setMessage(MessageFrame.newBuilder()
                        .setPrev(prev)
                        .setCursor(cursor)
                        .setId("id-" + cursor)
                        .setSource("orders")
                        .setClassName("system")
                        .setTitle(title))
                .build();
    }

    void say(ServerFrame frame) {
        sayRaw(subprotocol.encode(frame), subprotocol.binary());
    }

    void sayRaw(byte[] payload, boolean binary) {
        frame(LAST | (binary ? BINARY : TEXT), payload);
    }

    /** One frame in WebSocket fragments of this size, with a ping between the first two. */
    void sayInParts(ServerFrame frame, int size) {
        byte[] payload = subprotocol.encode(frame);
        for (int from = 0; from < payload.length; from += size) {
            int to = Math.min(from + size, payload.length);
            int kind = from > 0 ? CONTINUED : subprotocol.binary() ? BINARY : TEXT;
            frame((to == payload.length ? LAST : 0) | kind, Arrays.copyOfRange(payload, from, to));
            if (from == 0) {
                ping("between");
            }
        }
    }

    /** Announces a frame, sends half of it and goes. */
    void sayHalf(ServerFrame frame) {
        byte[] payload = subprotocol.encode(frame);
        byte[] whole = bytes(LAST | TEXT, payload);
        write(Arrays.copyOf(whole, whole.length - payload.length / 2));
        drop();
    }

    void answerPings() {
        answersPings = true;
    }

    void answeredPing() {
        await(answeredPings, "ping");
    }

    /** The end of the stream, and nothing else: what a client hears of a server that was killed. */
    void endOutput() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void ping(String payload) {
        frame(LAST | PING, payload.getBytes(StandardCharsets.UTF_8));
    }

    void close(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        frame(
                LAST | CLOSE,
                ByteBuffer.allocate(2 + text.length)
                        .putShort((short) code)
                        .put(text)
                        .array());
    }

    /** Without a close frame. */
    void drop() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void frame(int head, byte[] payload) {
        write(bytes(head, payload));
    }

    private static byte[] bytes(int head, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 10).put((byte) head);
        if (payload.length < 126) {
            frame.put((byte) payload.length);
        } else if (payload.length <= 0xFFFF) {
            frame.put((byte) 126).putShort((short) payload.length);
        } else {
            frame.put((byte) 127).putLong(payload.length);
        }
        frame.put(payload);
        return Arrays.copyOf(frame.array(), frame.position());
    }

    private void write(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "connection of " + header("User-Agent").toLowerCase(Locale.ROOT);
    }
}
