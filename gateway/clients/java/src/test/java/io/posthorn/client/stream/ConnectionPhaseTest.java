// SPDX-License-Identifier: Apache-2.0
package io.posthorn.client.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.posthorn.client.stream.ConnectionFault.Kind;
import io.posthorn.contracts.v1.CaughtUp;
import io.posthorn.contracts.v1.Error;
import io.posthorn.contracts.v1.GoAway;
import io.posthorn.contracts.v1.MessageFrame;
import io.posthorn.contracts.v1.Ping;
import io.posthorn.contracts.v1.ReadMarker;
import io.posthorn.contracts.v1.Resumed;
import io.posthorn.contracts.v1.ServerFrame;
import io.posthorn.contracts.v1.Skip;
import io.posthorn.contracts.v1.Welcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionPhaseTest {

    private static final ServerFrame WELCOME =
            ServerFrame.newBuilder().setWelcome(Welcome.getDefaultInstance()).build();
    private static final ServerFrame CAUGHT_UP =
            ServerFrame.newBuilder().setCaughtUp(CaughtUp.getDefaultInstance()).build();

    @Test
    void a_stream_goes_from_welcome_over_resumed_through_a_chain_of_messages_and_skips() throws ConnectionFault {
        ConnectionPhase phase =
                after(WELCOME, resumed("c1"), message("c1", "c2"), skip("c2", "c5"), CAUGHT_UP, message("c5", "c6"));

        assertThat(phase).isEqualTo(new ConnectionPhase.Live("c6"));
    }

    @Test
    void the_first_message_of_a_stream_follows_nothing() throws ConnectionFault {
        assertThat(after(WELCOME, resumed(""), message("", "c1"))).isEqualTo(new ConnectionPhase.Live("c1"));
    }

    @ParameterizedTest
    @CsvSource({"c0", "c2", "''"})
    void a_message_that_does_not_follow_the_resumed_cursor_is_a_gap(String prev) {
        ConnectionFault fault = fault(WELCOME, resumed("c1"), message(prev, "c3"));

        assertThat(fault.kind()).isEqualTo(Kind.GAP);
        assertThat(fault).hasMessageContaining("'c3'").hasMessageContaining("'c1'");
    }

    @Test
    void a_message_that_follows_another_than_the_last_is_a_gap() {
        assertThat(fault(WELCOME, resumed("c1"), message("c1", "c2"), message("c3", "c4"))
                        .kind())
                .isEqualTo(Kind.GAP);
    }

    @Test
    void a_message_that_comes_twice_is_a_gap() {
        assertThat(fault(WELCOME, resumed("c1"), message("c1", "c2"), message("c1", "c2"))
                        .kind())
                .isEqualTo(Kind.GAP);
    }

    @Test
    void a_skip_that_does_not_follow_is_a_gap() {
        assertThat(fault(WELCOME, resumed("c1"), skip("c2", "c3")).kind()).isEqualTo(Kind.GAP);
    }

    @Test
    void nothing_of_the_stream_comes_before_welcome() {
        assertThat(fault(resumed("c1")).kind()).isEqualTo(Kind.UNEXPECTED_FRAME);
        assertThat(fault(message("", "c1")).kind()).isEqualTo(Kind.UNEXPECTED_FRAME);
        assertThat(fault(skip("", "c1")).kind()).isEqualTo(Kind.UNEXPECTED_FRAME);
        assertThat(fault(CAUGHT_UP).kind()).isEqualTo(Kind.UNEXPECTED_FRAME);
    }

    @Test
    void nothing_of_the_stream_comes_before_resumed() {
        assertThat(fault(WELCOME, message("", "c1")).kind()).isEqualTo(Kind.UNEXPECTED_FRAME);
        assertThat(fault(WELCOME, skip("", "c1")).kind()).isEqualTo(Kind.UNEXPECTED_FRAME);
        assertThat(fault(WELCOME, CAUGHT_UP).kind()).isEqualTo(Kind.UNEXPECTED_FRAME);
    }

    @Test
    void welcome_and_resumed_come_once() {
        assertThat(fault(WELCOME, WELCOME).kind()).isEqualTo(Kind.UNEXPECTED_FRAME);
        assertThat(fault(WELCOME, resumed("c1"), WELCOME).kind()).isEqualTo(Kind.UNEXPECTED_FRAME);
        assertThat(fault(WELCOME, resumed("c1"), resumed("c1")))
                .hasMessageContaining("resumed")
                .extracting(ConnectionFault::kind)
                .isEqualTo(Kind.UNEXPECTED_FRAME);
    }

    @Test
    void frames_that_are_not_of_the_stream_may_come_at_any_time_and_change_nothing() throws ConnectionFault {
        var frames = new ServerFrame[] {
            ServerFrame.newBuilder().setPing(Ping.getDefaultInstance()).build(),
            ServerFrame.newBuilder().setError(Error.getDefaultInstance()).build(),
            ServerFrame.newBuilder().setGoAway(GoAway.getDefaultInstance()).build(),
            ServerFrame.newBuilder().setRead(ReadMarker.getDefaultInstance()).build(),
            ServerFrame.getDefaultInstance()
        };

        assertThat(after(frames)).isEqualTo(ConnectionPhase.first());
        for (ServerFrame frame : frames) {
            assertThat(after(WELCOME, resumed("c1"), frame)).isEqualTo(new ConnectionPhase.Live("c1"));
        }
    }

    private static ConnectionPhase after(ServerFrame... frames) throws ConnectionFault {
        ConnectionPhase phase = ConnectionPhase.first();
        for (ServerFrame frame : frames) {
            phase = phase.after(frame);
        }
        return phase;
    }

    private static ConnectionFault fault(ServerFrame... frames) {
        return catchThrowableOfType(ConnectionFault.class, () -> after(frames));
    }

    private static ServerFrame resumed(String cursor) {
        return ServerFrame.newBuilder()
                .setResumed(Resumed.newBuilder().setCursor(cursor))
                .build();
    }

    private static ServerFrame message(String prev, String cursor) {
        return ServerFrame.newBuilder()
                .setMessage(MessageFrame.newBuilder().setPrev(prev).setCursor(cursor))
                .build();
    }

    private static ServerFrame skip(String prev, String cursor) {
        return ServerFrame.newBuilder()
                .setSkip(Skip.newBuilder().setPrev(prev).setCursor(cursor))
                .build();
    }
}
