// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.swarm;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shakes hands, answers hello with what it was told to say, and remembers what it heard. */
final class ScriptedGateway implements AutoCloseable {

    /** Closes the socket without a frame. */
    static final byte[] HANG_UP = {};

    private static final Pattern TOKEN = Pattern.compile("posthorn\\.bearer\\.(\\S+)");

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<String> sources = ConcurrentHashMap.newKeySet();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
    private volatile String refusal = "";
    private volatile List<byte[]> script = List.of();
    private volatile int piece = Integer.MAX_VALUE;

    ScriptedGateway() throws IOException {
        server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    static byte[] text(String json) {
        return frame(Frames.TEXT, json.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] ping(String payload) {
        return frame(Frames.PING, payload.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] close(int code) {
        return frame(Frames.CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
    }

    /** Of up to 125 bytes. */
    private static byte[] frame(int opcode, byte[] payload) {
        byte[] frame = new byte[2 + payload.length];
        frame[0] = (byte) (0x80 | opcode);
        frame[1] = (byte) payload.length;
        System.arraycopy(payload, 0, frame, 2, payload.length);
        return frame;
    }

    int port() {
        return server.getLocalPort();
    }

    void afterResumed(byte[]... frames) {
        script = List.of(frames);
    }

    /** @param answer empty: nobody is refused */
    void refuse(String answer) {
        refusal = answer;
    }

    void inPiecesOf(int bytes) {
        piece = bytes;
    }

    Set<String> sources() {
        return sources;
    }

    Set<String> tokens() {
        return tokens;
    }

    List<String> heard() {
        return List.copyOf(heard);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                threads.execute(() -> serve(socket));
            }
        } catch (IOException closed) {
            // the end of the test
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            sources.add(socket.getInetAddress().getHostAddress());
            var in = new DataInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            Matcher token = TOKEN.matcher(request(in));
            if (!refusal.isEmpty()) {
                say(out, refusal.getBytes(StandardCharsets.ISO_8859_1));
                return;
            }
            if (token.find()) {
                tokens.add(token.group(1));
            }
            say(out, "HTTP/1.1 101 Switching Protocols\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            converse(in, out);
        } catch (IOException e) {
            // the device has left
        }
    }

    private void converse(DataInputStream in, OutputStream out) throws IOException {
        for (String said = next(in); !said.startsWith("close"); said = next(in)) {
            heard.add(said);
            if (said.contains("hello")) {
                say(out, text("{\"type\":\"welcome\"}"));
                say(out, text("{\"type\":\"resumed\",\"recovered\":\"full\",\"cursor\":\"\"}"));
                for (byte[] frame : script) {
                    if (frame == HANG_UP) {
                        return;
                    }
                    say(out, frame);
                }
            }
        }
    }

    private static String request(DataInputStream in) throws IOException {
        StringBuilder request = new StringBuilder();
        while (request.indexOf("\r\n\r\n") < 0) {
            request.append((char) in.readUnsignedByte());
        }
        return request.toString();
    }

    /** A masked frame of up to 125 bytes. */
    private static String next(DataInputStream in) throws IOException {
        int opcode = in.readUnsignedByte() & 0x0f;
        byte[] payload = new byte[in.readUnsignedByte() & 0x7f];
        byte[] mask = in.readNBytes(4);
        in.readFully(payload);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        String text = new String(payload, StandardCharsets.UTF_8);
        return switch (opcode) {
            case Frames.TEXT -> text;
            case Frames.PONG -> "pong " + text;
            case Frames.CLOSE -> "close";
            default -> throw new UncheckedIOException(new IOException("opcode " + opcode));
        };
    }

    private void say(OutputStream out, byte[] bytes) throws IOException {
        for (int from = 0; from < bytes.length; from += Math.min(piece, bytes.length - from)) {
            out.write(bytes, from, Math.min(piece, bytes.length - from));
            out.flush();
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
