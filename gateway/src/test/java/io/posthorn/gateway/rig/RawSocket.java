// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.rig;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A WebSocket down to its bytes, for what no decent client would do. */
public final class RawSocket implements AutoCloseable {

    public static final int CONTINUATION = 0x0;
    public static final int TEXT = 0x1;
    public static final int BINARY = 0x2;
    public static final int CLOSE = 0x8;
    public static final int PING = 0x9;
    public static final int PONG = 0xA;
    public static final int FIN = 0x80;

    /** What the server sent; {@code code} of a close frame, else 0. */
    public record Received(int opcode, byte[] payload) {

        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        public int code() {
            return opcode == CLOSE && payload.length >= 2
                    ? ByteBuffer.wrap(payload).getShort() & 0xFFFF
                    : 0;
        }
    }

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final List<String> responseHead = new ArrayList<>();
    private String responseBody = "";

    private RawSocket(int port, int receiveBuffer, List<String> headers) throws IOException {
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        in = new DataInputStream(socket.getInputStream());
        StringBuilder request = new StringBuilder("GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        headers.forEach(header -> request.append(header).append("\r\n"));
        write(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        readResponse();
    }

    public static RawSocket handshake(int port, String... headers) {
        return handshake(port, 0, headers);
    }

    /** @param receiveBuffer 0 for the system's default */
    public static RawSocket handshake(int port, int receiveBuffer, String... headers) {
        try {
            return new RawSocket(port, receiveBuffer, List.of(headers));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Shakes hands well, with the JSON subprotocol. */
    public static RawSocket open(int port, String token) {
        return handshake(port, "Authorization: Bearer " + token, "Sec-WebSocket-Protocol: posthorn.v1.json");
    }

    public int status() {
        return Integer.parseInt(responseHead.get(0).split(" ")[1]);
    }

    public String header(String name) {
        return responseHead.stream()
                .filter(line -> line.toLowerCase().startsWith(name.toLowerCase() + ":"))
                .map(line -> line.substring(name.length() + 1).trim())
                .findFirst()
                .orElse("");
    }

    public String body() {
        return responseBody;
    }

    public void say(String json) {
        frame(FIN | TEXT, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    public void hello() {
        say("{'type':'hello','device':'raw'}");
    }

    /** A masked frame, as clients send. */
    public void frame(int firstByte, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 14);
        frame.write(firstByte);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else if (payload.length <= 0xFFFF) {
            frame.write(0x80 | 126);
            frame.writeBytes(
                    ByteBuffer.allocate(2).putShort((short) payload.length).array());
        } else {
            frame.write(0x80 | 127);
            frame.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
        }
        byte[] mask = {1, 2, 3, 4};
        frame.writeBytes(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.write(payload[i] ^ mask[i % 4]);
        }
        write(frame.toByteArray());
    }

    public void write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says nothing more, but listens. */
    public void endOutput() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Received read() {
        try {
            int first = in.readUnsignedByte();
            long length = in.readUnsignedByte();
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = in.readLong();
            }
            byte[] payload = new byte[(int) length];
            in.readFully(payload);
            return new Received(first & 0x0F, payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads on to the close frame. @return its code; 1006 when the connection ended without one */
    public int readToClose() {
        try {
            for (Received received = read(); ; received = read()) {
                if (received.opcode() == CLOSE) {
                    return received.code();
                }
            }
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof EOFException || e.getCause() instanceof SocketException) {
                return 1006;
            }
            throw e;
        }
    }

    private void readResponse() throws IOException {
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            responseHead.add(line);
        }
        String length = header("Content-Length");
        if (!length.isEmpty()) {
            responseBody = new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
        } else if (header("Transfer-Encoding").equals("chunked")) {
            int chunk = Integer.parseInt(readLine(), 16);
            responseBody = new String(in.readNBytes(chunk), StandardCharsets.UTF_8);
        }
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
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
