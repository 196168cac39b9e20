// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.v1.Resumption;
import io.posthorn.delivery.connection.LiveConnection.CatchingUp;
import io.posthorn.delivery.connection.LiveConnection.Opening;
import io.posthorn.delivery.state.ConnectionState;
import org.junit.jupiter.api.Test;

class LiveConnectionTest {

    private final LiveConnection connection = opened(50);

    @Test
    void itOpensWhereTheDeviceContinues() {
        assertThat(connection.phase()).isInstanceOf(Opening.class);
        assertThat(connection.sent()).isEqualTo(at(50));
        assertThat(connection.isStreaming()).isFalse();
    }

    @Test
    void whatWasThereBeforeAFailOverMayHaveBeenSent() {
        var restored = LiveConnection.restored(state(50), at(50), false, 1_000);

        assertThat(restored.hasBeenSent(appended(60, 999))).isTrue();
        assertThat(restored.isInFlight(appended(60, 999))).isTrue();
        assertThat(restored.hasBeenSent(appended(61, 1_000))).isFalse();
        assertThat(connection.hasBeenSent(appended(60, 999)))
                .as("a connection that was never elsewhere knows")
                .isFalse();
    }

    private static Position appended(long offset, long at) {
        return Positions.of(1, offset, at);
    }

    @Test
    void aMessageMovesItOn() {
        connection.announced();

        connection.messageSent(at(51), 10, 1);

        assertThat(connection.sent()).isEqualTo(at(51));
        assertThat(connection.flight().isEmpty()).isFalse();
    }

    @Test
    void aTransientMessageIsInFlightButMovesNothing() {
        connection.announced();

        connection.transientSent(at(51), 10, 1);

        assertThat(connection.sent()).isEqualTo(at(50));
        assertThat(connection.flight().isEmpty()).isFalse();
    }

    @Test
    void anAckOfATransientMessageMovesItOnAsTheGatewayDid() {
        connection.announced();
        connection.transientSent(at(51), 10, 1);

        connection.acked(at(51), 2);

        assertThat(connection.sent()).isEqualTo(at(51));
        assertThat(connection.flight().isEmpty()).isTrue();
    }

    @Test
    void anAckBelowWhatWasSentLeavesItThere() {
        connection.announced();
        connection.messageSent(at(51), 10, 1);
        connection.messageSent(at(52), 10, 1);

        connection.acked(at(51), 2);

        assertThat(connection.sent()).isEqualTo(at(52));
        assertThat(connection.flight().isEmpty()).isFalse();
    }

    @Test
    void aRewindGoesBackToTheHighestAck() {
        connection.announced();
        connection.messageSent(at(51), 10, 1);
        connection.messageSent(at(52), 10, 1);
        connection.acked(at(51), 2);
        connection.acked(at(50), 3);

        connection.rewind(9);

        assertThat(connection.sent()).isEqualTo(at(51));
        assertThat(connection.flight().isEmpty()).isTrue();
        assertThat(connection.progressAt()).isEqualTo(9);
    }

    @Test
    void aRewindAnswersNothingThatWasNotAnswered() {
        connection.rewind(9);

        assertThat(connection.phase()).isInstanceOf(Opening.class);
    }

    @Test
    void aPageCountsOnlyWhereItStands() {
        connection.announced();
        connection.catchUp(at(90));

        assertThat(connection.pageSent(at(49), at(60), 2, 20, 1)).isFalse();
        assertThat(connection.pageSent(at(51), at(60), 2, 20, 1)).isFalse();
        assertThat(connection.pageSent(at(50), at(60), 2, 20, 1)).isTrue();
        assertThat(connection.sent()).isEqualTo(at(60));
    }

    @Test
    void theSamePageTwiceCountsOnce() {
        connection.announced();
        connection.catchUp(at(90));
        connection.pageSent(at(50), at(60), 2, 20, 1);

        assertThat(connection.pageSent(at(50), at(60), 2, 20, 1)).isFalse();
    }

    @Test
    void aPageCountsOnlyWhileItCatchesUp() {
        connection.announced();

        assertThat(connection.pageSent(at(50), at(60), 2, 20, 1)).isFalse();
        assertThat(connection.sent()).isEqualTo(at(50));
    }

    @Test
    void afterAPageTheNextIsAskedFromTheBeginning() {
        connection.announced();
        connection.catchUp(at(90));
        connection.asked(catchingUp(), 1);
        connection.askAgain(catchingUp());
        connection.asked(catchingUp(), 2);
        assertThat(catchingUp()).isEqualTo(new CatchingUp(at(90), true, 2));

        connection.pageSent(at(50), at(60), 2, 20, 3);

        assertThat(catchingUp()).isEqualTo(new CatchingUp(at(90), false, 0));
    }

    @Test
    void thePageThatReachesThePendingStoreEndsIt() {
        connection.announced();
        connection.catchUp(at(90));

        connection.pageSent(at(50), at(90), 2, 20, 1);

        assertThat(connection.isStreaming()).isTrue();
    }

    @Test
    void anAckAheadOfAPageEndsItToo() {
        connection.announced();
        connection.catchUp(at(90));

        connection.acked(at(95), 1);

        assertThat(connection.isStreaming()).isTrue();
        assertThat(connection.sent()).isEqualTo(at(95));
    }

    @Test
    void whoFallsBackToHistoryIsNoLongerCaughtUp() {
        connection.announced();
        connection.caughtUp();

        connection.catchUp(at(90));

        assertThat(connection.isCaughtUp()).isFalse();
    }

    private CatchingUp catchingUp() {
        return (CatchingUp) connection.phase();
    }

    static LiveConnection opened(long from) {
        return LiveConnection.opened(state(from), 0);
    }

    private static ConnectionState state(long from) {
        var resumption = Resumption.newBuilder().setCursor(at(from)).build();
        return ConnectionState.newBuilder()
                .setWindow(4)
                .setResumption(resumption)
                .build();
    }

    private static Position at(long offset) {
        return Positions.of(1, offset, 0);
    }
}
