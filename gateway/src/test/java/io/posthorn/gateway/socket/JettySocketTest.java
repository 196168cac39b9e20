// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.gateway.limit.Limit;
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

    private static final int MESSAGE_BYTES = 64 << 10;

    private final Backlog backlog = new Backlog(1_000, 100_000);
    private final Inbound inbound = new Inbound(100_000);
    private long now = Integer.MAX_VALUE - 500L;
    private final Heard heard = new Heard();
    private final Session session = new Session();
    private final JettySocket socket =
            new JettySocket(heard, false, new SocketTerms(backlog, inbound, MESSAGE_BYTES, 3_000, 2_000, () -> now));

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
    void aWriteThatIsNotTakenInTimeStalls() {
        socket.send(text("a"));
        socket.send(text("b"));
        now += 2_999;
        assertThat(socket.stalled(now)).isNull();

        session.succeed();
        now += 2_999;
        assertThat(socket.stalled(now)).isNull();
        now++;

        assertThat(socket.stalled(now)).isEqualTo(Limit.WRITE_TIME);
    }

    @Test
    void whereAllTogetherHoldMuchTheyAreNotWaitedForAsLong() {
        socket.send(text("a"));
        part(OpCode.TEXT, false, "a");
        now += 1_500;
        assertThat(socket.stalled(now)).isNull();

        backlog.admit(0, 90_000);
        assertThat(socket.stalled(now)).isEqualTo(Limit.WRITE_TIME);

        backlog.release(90_000);
        inbound.admit(0, 74_000);
        assertThat(socket.stalled(now)).isEqualTo(Limit.MESSAGE_TIME);
    }

    @Test
    void whereNothingIsBeingWrittenNothingStalls() {
        socket.send(text("a"));
        session.succeed();
        now += 100_000;

        assertThat(socket.stalled(now)).isNull();
    }

    @Test
    void aMessageThatDoesNotEndInTimeStallsWhateverComesOfIt() {
        part(OpCode.TEXT, false, "a");
        now += 1_999;
        part(OpCode.CONTINUATION, false, "b");
        assertThat(socket.stalled(now)).isNull();
        now++;

        assertThat(socket.stalled(now)).isEqualTo(Limit.MESSAGE_TIME);
        part(OpCode.CONTINUATION, true, "c");
        assertThat(socket.stalled(now)).isNull();
        assertThat(heard.messages).containsExactly("abc");
    }

    @Test
    void partsCountUntilTheirMessageEnds() {
        part(OpCode.TEXT, false, "abc");
        part(OpCode.CONTINUATION, false, "de");
        assertThat(inbound.held()).isEqualTo(5);

        part(OpCode.CONTINUATION, true, "");

        assertThat(inbound.held()).isZero();
    }

    @Test
    void partsCountUntilTheirConnectionEnds() {
        part(OpCode.TEXT, false, "abc");
        socket.onClosed(new CloseStatus(CloseStatus.NO_CLOSE), Callback.NOOP);

        assertThat(inbound.held()).isZero();
    }

    @Test
    void ofAConnectionThatIsClosingNothingIsKept() {
        part(OpCode.TEXT, false, "abc");
        socket.close(4100, "slow", new byte[0]);
        part(OpCode.CONTINUATION, false, "de");

        assertThat(inbound.held()).isZero();
        assertThat(socket.stalled(now + 100_000)).isNull();
    }

    @Test
    void aMessageThatGetsTooBigIsNotKeptEither() {
        part(OpCode.TEXT, false, "x".repeat(MESSAGE_BYTES));
        part(OpCode.CONTINUATION, false, "x");
        assertThat(inbound.held()).isZero();

        part(OpCode.CONTINUATION, true, "");

        assertThat(heard.messages).containsExactly("too big");
    }

    @Test
    void whereTheGatewayHoldsTooMuchAMessageCannotGoOn() {
        for (int held = 0; held < 99_998; held += 2) {
            inbound.admit(held % 4_000, 2);
        }
        part(OpCode.TEXT, false, "ab");
        part(OpCode.CONTINUATION, false, "c");

        assertThat(heard.messages).containsExactly("too much");
        assertThat(inbound.held()).isEqualTo(99_998);
    }

    @Test
    void eachFrameIsAskedFor() {
        int demands = session.demands;
        socket.onFrame(new Frame(OpCode.TEXT, true, BufferUtil.toBuffer("{}")), Callback.NOOP);
        socket.onFrame(new Frame(OpCode.PONG), Callback.NOOP);

        assertThat(session.demands).isEqualTo(demands + 2);
    }

    private void part(byte opcode, boolean last, String text) {
        socket.onFrame(new Frame(opcode, last, ByteBuffer.wrap(text(text))), Callback.NOOP);
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
        public void receivedTooMuch() {
            messages.add("too much");
        }

        @Override
        public void closed(int code, boolean byPeer) {
            closed.add(code + " " + byPeer);
        }
    }
}
