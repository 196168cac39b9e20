// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.v1.DisconnectCause;
import io.posthorn.contracts.v1.ServerFrame;
import org.junit.jupiter.api.Test;

/** What of the stream is written to a device. */
class StreamOnConnectionTest extends OpenConnection {

    @Test
    void framesBeforeResumedAreDropped() {
        hello();
        write(11, 10);

        assertThat(socket.frames).hasSize(1);
    }

    @Test
    void theStreamIsWrittenInOrderWithoutRepeats() {
        resumedAt(10);
        write(11, 10);
        write(11, 10);
        write(9, 8);
        write(12, 11);

        assertThat(socket.frames.stream()
                        .filter(ServerFrame::hasMessage)
                        .map(frame -> frame.getMessage().getCursor()))
                .containsExactly(cursor(11), cursor(12));
        assertThat(socket.last().getMessage().getPrev()).isEqualTo(cursor(11));
    }

    @Test
    void aTransientFrameIsTheNextOnesPrevOnTheWireThoughNotInTheLog() {
        resumedAt(10);
        write(11, 10);
        write(12, 10);

        assertThat(socket.last().getMessage().getPrev()).isEqualTo(cursor(11));
    }

    @Test
    void aHoleEndsTheConnectionAndSaysWhenToComeBack() {
        resumedAt(10);
        write(13, 12);

        assertThat(socket.closeCode).isEqualTo(4200);
        assertThat(socket.last().getGoAway().getReconnectAfter()).isEqualTo(1_234);
        assertThat(cause()).isEqualTo(DisconnectCause.DISCONNECT_CAUSE_HOLE);
    }

    @Test
    void aDeliveryThatForgotWhereTheConnectionBeganMakesItResume() {
        resumedAt(10);
        write(11, 10);
        connection.resume(resumption(12));

        assertThat(socket.closeCode).isEqualTo(4200);
        assertThat(cause()).isEqualTo(DisconnectCause.DISCONNECT_CAUSE_HOLE);
    }

    @Test
    void whoIsToldToBeCaughtUpWithWhatNeverCameResumes() {
        resumedAt(10);
        connection.caughtUp(at(11));

        assertThat(socket.closeCode).isEqualTo(4200);
        assertThat(socket.frames).noneMatch(ServerFrame::hasCaughtUp);
    }

    @Test
    void nothingIsWrittenAfterTheEnd() {
        resumedAt(10);
        write(13, 12);
        int frames = socket.frames.size();

        write(11, 10);
        connection.caughtUp(at(11));
        said("{'type':'ping'}");

        assertThat(socket.frames).hasSize(frames);
    }

    @Test
    void resumedAndCaughtUpAreWrittenOnce() {
        resumedAt(10);
        connection.resume(resumption(3));
        connection.caughtUp(at(10));
        connection.caughtUp(at(10));

        assertThat(socket.frames).hasSize(3);
        assertThat(socket.frames.get(1).getResumed().getRecovered()).isEqualTo("full");
        assertThat(socket.frames.get(1).getResumed().getCursor()).isEqualTo(cursor(10));
        assertThat(socket.last().getCaughtUp().getCursor()).isEqualTo(cursor(10));
    }

    @Test
    void resumedBeforeHelloIsNotObeyed() {
        connection.resume(resumption(10));

        assertThat(socket.frames).isEmpty();
    }

    @Test
    void readOnlyGoesForward() {
        resumedAt(10);
        connection.readElsewhere(at(8));
        connection.readElsewhere(at(7));

        assertThat(socket.frames).hasSize(3);
        assertThat(socket.last().getRead().getCursor()).isEqualTo(cursor(8));
    }

    @Test
    void framesForAnotherUserAreSeenAsSuch() {
        assertThat(connection.isOf(HASH)).isTrue();
        assertThat(connection.isOf(UserHash.of("user-2"))).isFalse();
    }

    @Test
    void aDeviceThatIsTooSlowIsSentAway() {
        resumedAt(10);
        socket.full = true;
        write(11, 10);

        assertThat(socket.closeCode).isEqualTo(4100);
        assertThat(cause()).isEqualTo(DisconnectCause.DISCONNECT_CAUSE_SLOW);
    }
}
