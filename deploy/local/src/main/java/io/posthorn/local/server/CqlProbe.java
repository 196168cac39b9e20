// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.server;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Asks a Cassandra node a question in its native protocol (version 4): opens a session and reads a row, as a driver does.
 * A node that only listens does not answer. Frame: version, flags, stream (2), opcode, length (4), body.
 */
final class CqlProbe {

    private static final byte REQUEST = 0x04;
    private static final int STARTUP = 0x01;
    private static final int READY = 0x02;
    private static final int QUERY = 0x07;
    private static final int RESULT = 0x08;
    private static final short CONSISTENCY_ONE = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private CqlProbe() {}

    static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                    Math.toIntExact(PATIENCE.toMillis()));
            socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            DataInputStream in = new DataInputStream(socket.getInputStream());
            return ask(out, in, STARTUP, startup()) == READY
                    && ask(out, in, QUERY, query("SELECT release_version FROM system.local")) == RESULT;
        } catch (IOException e) {
            return false;
        }
    }

    private static int ask(DataOutputStream out, DataInputStream in, int opcode, byte[] body) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(9 + body.length)
                .put(REQUEST)
                .put((byte) 0)
                .putShort((short) 0)
                .put((byte) opcode)
                .putInt(body.length)
                .put(body);
        out.write(frame.array());
        in.skipNBytes(4);
        int answer = in.readUnsignedByte();
        in.skipNBytes(in.readInt());
        return answer;
    }

    /** A map of strings with one entry. */
    static byte[] startup() {
        byte[] key = ascii("CQL_VERSION");
        byte[] value = ascii("3.0.0");
        return ByteBuffer.allocate(6 + key.length + value.length)
                .putShort((short) 1)
                .putShort((short) key.length)
                .put(key)
                .putShort((short) value.length)
                .put(value)
                .array();
    }

    /** A long string, the consistency, no flags. */
    static byte[] query(String cql) {
        byte[] text = ascii(cql);
        return ByteBuffer.allocate(7 + text.length)
                .putInt(text.length)
                .put(text)
                .putShort(CONSISTENCY_ONE)
                .put((byte) 0)
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
