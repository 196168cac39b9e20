// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Somebody at the other end of a TCP connection who has not said anything yet, and may never say it properly. */
public final class Peer implements AutoCloseable {

    private final Socket socket = new Socket();

    private Peer(int port, String from) throws IOException {
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress("127.0.0.1", port));
    }

    public static Peer connect(int port) {
        return connect(port, "127.0.0.1");
    }

    /** @param from an address of this machine */
    public static Peer connect(int port, String from) {
        try {
            return new Peer(port, from);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return false when the connection has been cut */
    public boolean write(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return true;
        } catch (IOException cut) {
            return false;
        }
    }

    /** A request for a WebSocket with these headers besides those that it needs. */
    public static String request(String... headers) {
        return "GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + String.join("\r\n", headers)
                + "\r\n\r\n";
    }

    /** The status of the answer; 0 when there was none. */
    public int status() {
        try {
            socket.setSoTimeout(20_000);
            byte[] begin = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            return begin.length < 12 ? 0 : Integer.parseInt(new String(begin, 9, 3, StandardCharsets.ISO_8859_1));
        } catch (IOException cut) {
            return 0;
        }
    }

    /** Whether the other side ends the connection in this time. What it says meanwhile is read and forgotten. */
    public boolean isCutWithin(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        try {
            byte[] said = new byte[1024];
            int read = 0;
            while (read >= 0) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                socket.setSoTimeout((int) left);
                read = socket.getInputStream().read(said);
            }
            return true;
        } catch (SocketTimeoutException notInTime) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
