// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.OutgoingEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One write in flight, a bound on what waits behind it, and nothing left at the end. */
class JettySocketTest {

    private final Backlog backlog = new Backlog(1_000, 100_000);
    private final Heard heard = new Heard();
    private final Session session = new Session();
    private final JettySocket socket = new JettySocket(heard, false, backlog);

    @BeforeEach
    void open() {
        socket.onOpen(session, Callback.NOOP);
    }

    @Test
    void jettyHoldsOneFrameOfOursAtATime() {
        socket.send(text("a"));
        socket.send(text("b"));
        socket.send(text("c"));
        assertThat(session.written).containsExactly("a");

        session.succeed();
        assertThat(session.written).containsExactly("a", "b");
        session.succeed();
        session.succeed();

        assertThat(session.written).containsExactly("a", "b", "c");
        assertThat(backlog.held()).isZero();
    }

    @Test
    void whatDoesNotFitBehindTheWriteInFlightIsRefused() {
        assertThat(socket.send(text("x".repeat(900)))).isTrue();
        assertThat(socket.send(text("x".repeat(100)))).isFalse();

        session.succeed();

        assertThat(socket.send(text("x".repeat(100)))).isTrue();
    }

    @Test
    void aFrameLargerThanTheBoundGoesAlone() {
        assertThat(socket.send(text("x".repeat(5_000)))).isTrue();
        assertThat(socket.send(text("y"))).isFalse();
    }

    @Test
    void closingDropsWhatWaitsAndComesAfterTheFarewell() {
        socket.send(text("a"));
        socket.send(text("dropped"));
        socket.close(4200, "resume", text("goAway"));
        session.succeed();
        assertThat(session.closeCode).isZero();
        session.succeed();

        assertThat(session.written).containsExactly("a", "goAway");
        assertThat(session.closeCode).isEqualTo(4200);
        assertThat(backlog.held()).isZero();
    }

    @Test
    void withNothingInFlightTheCloseFrameGoesAtOnce() {
        socket.close(4100, "slow", new byte[0]);

        assertThat(session.closeCode).isEqualTo(4100);
    }

    @Test
    void withAWriteInFlightTheCloseFrameWaitsForIt() {
        socket.send(text("a"));
        socket.close(4100, "slow", new byte[0]);
        assertThat(session.closeCode).isZero();

        session.succeed();

        assertThat(session.closeCode).isEqualTo(4100);
    }

    @Test
    void nothingIsSentAfterTheCloseFrame() {
        socket.close(4100, "slow", new byte[0]);

        assertThat(socket.send(text("late"))).isTrue();
        socket.close(4200, "again", text("late"));

        assertThat(session.written).isEmpty();
        assertThat(session.closeCode).isEqualTo(4100);
    }

    @Test
    void aWriteThatFailsLeavesNothingBehindAndCutsTheConnection() {
        socket.send(text("a"));
        socket.send(text("b"));
        session.fail();

        assertThat(backlog.held()).isZero();
        assertThat(session.aborted).isTrue();
        socket.send(text("c"));
        assertThat(session.written).containsExactly("a");
    }

    @Test
    void aConnectionThatBreaksLeavesNothingBehind() {
        socket.send(text("a"));
        socket.send(text("b"));
        socket.onClosed(new CloseStatus(CloseStatus.NO_CLOSE), Callback.NOOP);
        session.fail();

        assertThat(backlog.held()).isZero();
        assertThat(heard.closed).containsExactly("1006 false");
    }

    @Test
    void thePeersCloseFrameIsThePeersDoing() {
        socket.onFrame(new Frame(OpCode.CLOSE, true, BufferUtil.EMPTY_BUFFER), Callback.NOOP);
        socket.onClosed(new CloseStatus(CloseStatus.NORMAL), Callback.NOOP);

        assertThat(heard.closed).containsExactly("1000 true");
    }

    @Test
    void theAnswerToOurCloseFrameIsNot() {
        socket.close(4102, "replaced", new byte[0]);
        socket.onFrame(new Frame(OpCode.CLOSE, true, BufferUtil.EMPTY_BUFFER), Callback.NOOP);
        socket.onClosed(new CloseStatus(4102), Callback.NOOP);

        assertThat(heard.closed).containsExactly("4102 false");
    }

    @Test
    void textIsCheckedAsAWhole() {
        byte[] snowman = "☃".getBytes(StandardCharsets.UTF_8);
        socket.onFrame(new Frame(OpCode.TEXT, false, ByteBuffer.wrap(snowman, 0, 2)), Callback.NOOP);
        socket.onFrame(new Frame(OpCode.CONTINUATION, true, ByteBuffer.wrap(snowman, 2, 1)), Callback.NOOP);
        assertThat(heard.messages).containsExactly("☃");

        List<Throwable> failures = new ArrayList<>();
        socket.onFrame(
                new Frame(OpCode.TEXT, true, ByteBuffer.wrap(snowman, 0, 2)), Callback.from(() -> {}, failures::add));

        assertThat(failures).hasSize(1);
        assertThat(heard.messages).hasSize(1);
    }

    @Test
    void eachFrameIsAskedFor() {
        int demands = session.demands;
        socket.onFrame(new Frame(OpCode.TEXT, true, BufferUtil.toBuffer("{}")), Callback.NOOP);
        socket.onFrame(new Frame(OpCode.PONG), Callback.NOOP);

        assertThat(session.demands).isEqualTo(demands + 2);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Writes when told to. */
    private static final class Session extends CoreSession.Empty {

        private final List<String> written = new ArrayList<>();
        private final Deque<Callback> inFlight = new ArrayDeque<>();
        private int closeCode;
        private int demands;
        private boolean aborted;

        @Override
        public void sendFrame(OutgoingEntry entry) {
            written.add(entry.getFrame().getPayloadAsUTF8());
            inFlight.add(entry.getCallback());
        }

        @Override
        public void close(CloseStatus status, Callback callback) {
            closeCode = status.getCode();
        }

        @Override
        public void demand() {
            demands++;
        }

        @Override
        public void abort() {
            aborted = true;
        }

        void succeed() {
            inFlight.remove().succeeded();
        }

        void fail() {
            inFlight.remove().failed(new IOException("broken"));
        }
    }

    private static final class Heard implements SocketListener {

        private final List<String> messages = new ArrayList<>();
        private final List<String> closed = new ArrayList<>();

        @Override
        public void opened(Socket socket) {}

        @Override
        public void heard() {}

        @Override
        public void received(byte[] message) {
            messages.add(new String(message, StandardCharsets.UTF_8));
        }

        @Override
        public void receivedWrongKind() {
            messages.add("wrong kind");
        }

        @Override
        public void receivedTooBig() {
            messages.add("too big");
        }

        @Override
        public void closed(int code, boolean byPeer) {
            closed.add(code + " " + byPeer);
        }
    }
}
