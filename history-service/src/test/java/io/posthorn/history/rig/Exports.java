// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.rig;

import io.posthorn.contracts.export.ExportEnd;
import io.posthorn.contracts.export.ExportJson;
import io.posthorn.contracts.export.ExportLine;
import io.posthorn.contracts.export.ExportRow;
import io.posthorn.contracts.v1.Message;
import io.posthorn.history.TestMessages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What stands in an export, and a client that reads it as slowly as a test wants. */
public final class Exports {

    private static final String BODY = "It is on its way. ".repeat(60);

    private Exports() {}

    /** Whole lines; what stands behind the last line break is no line. */
    public static List<ExportLine> lines(byte[] export) {
        List<ExportLine> lines = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i < export.length; i++) {
            if (export[i] == '\n') {
                lines.add(ExportJson.read(Arrays.copyOfRange(export, begin, i)));
                begin = i + 1;
            }
        }
        return lines;
    }

    public static List<ExportRow> rows(byte[] export) {
        return rows(lines(export));
    }

    public static List<ExportRow> rows(List<ExportLine> lines) {
        return lines.stream()
                .filter(ExportRow.class::isInstance)
                .map(ExportRow.class::cast)
                .toList();
    }

    public static ExportEnd end(byte[] export) {
        return end(lines(export));
    }

    public static ExportEnd end(List<ExportLine> lines) {
        return (ExportEnd) lines.get(lines.size() - 1);
    }

    /** What is kept of an export that was cut. */
    public static byte[] wholeLines(byte[] cut) {
        int end = cut.length;
        while (cut[end - 1] != '\n') {
            end--;
        }
        return Arrays.copyOf(cut, end);
    }

    /** Of whole lines. */
    public static ExportRow lastRow(byte[] lines) {
        int begin = lines.length - 1;
        while (begin > 0 && lines[begin - 1] != '\n') {
            begin--;
        }
        return rows(Arrays.copyOfRange(lines, begin, lines.length)).get(0);
    }

    public static byte[] join(byte[] one, byte[] other) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(one);
        both.writeBytes(other);
        return both.toByteArray();
    }

    /** Of some size. Every third is to a group, every second a system message. */
    public static List<Message> messages(String user, int count, Instant first, Duration apart) {
        TestMessages chain = new TestMessages(user);
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Message.Builder message =
                    chain.next(i, first.plus(apart.multipliedBy(i)), i % 2 == 0 ? "chat" : "system").toBuilder();
            message.getNotificationBuilder().setBody(BODY + i);
            messages.add(i % 3 == 0 ? message.setGroup("eng").build() : message.build());
        }
        return messages;
    }

    /** A connection with a small window, so that the service soon waits for it. */
    public static final class SlowClient implements AutoCloseable {

        private final Socket socket = new Socket();
        private final ByteArrayOutputStream read = new ByteArrayOutputStream();

        public SlowClient(URI uri, String token) throws IOException {
            socket.setReceiveBufferSize(16 << 10);
            socket.connect(new java.net.InetSocketAddress(uri.getHost(), uri.getPort()));
            socket.getOutputStream()
                    .write("GET %s?%s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
                            .formatted(uri.getRawPath(), uri.getRawQuery(), token)
                            .getBytes(StandardCharsets.US_ASCII));
        }

        /** Until so many more bytes are there. */
        public void read(int bytes) throws IOException {
            read.write(socket.getInputStream().readNBytes(bytes));
        }

        /** All that still comes. */
        public void readToTheEnd() throws IOException {
            socket.setSoTimeout(30_000);
            byte[] buffer = new byte[64 << 10];
            InputStream in = socket.getInputStream();
            try {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    read.write(buffer, 0, n);
                    if (isWhole()) {
                        return;
                    }
                }
            } catch (SocketTimeoutException neverEnded) {
                throw neverEnded;
            } catch (IOException broken) {
                read.flush();
            }
        }

        /** As HTTP says it: with a last chunk of no bytes. */
        public boolean isWhole() {
            String text = read.toString(StandardCharsets.ISO_8859_1);
            return text.endsWith("\r\n0\r\n\r\n");
        }

        /** What was in the chunks. */
        public byte[] body() {
            String text = read.toString(StandardCharsets.ISO_8859_1);
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            int at = text.indexOf("\r\n\r\n") + 4;
            while (at < text.length()) {
                int line = text.indexOf("\r\n", at);
                if (line < 0) {
                    break;
                }
                int size = Integer.parseInt(text.substring(at, line), 16);
                int end = Math.min(line + 2 + size, text.length());
                body.writeBytes(text.substring(line + 2, end).getBytes(StandardCharsets.ISO_8859_1));
                at = end + 2;
            }
            return body.toByteArray();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
