// SPDX-License-Identifier: Apache-2.0
package io.posthorn.delivery.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import io.posthorn.contracts.wire.Limits;
import org.junit.jupiter.api.Test;

class FlightTest {

    private final Flight flight = new Flight(4);

    @Test
    void thereIsRoomForAWindowOfMessages() {
        send(3);
        assertThat(flight.hasRoom(1)).isTrue();

        send(1);

        assertThat(flight.hasRoom(1)).isFalse();
    }

    @Test
    void thereIsRoomForAWindowOfBytes() {
        flight.message(at(1), Limits.WINDOW_BYTES - 10);

        assertThat(flight.hasRoom(10)).isTrue();
        assertThat(flight.hasRoom(11)).isFalse();
    }

    @Test
    void oneLargerMessageGoesAlone() {
        assertThat(flight.hasRoom(Limits.WINDOW_BYTES * 2)).isTrue();

        flight.message(at(1), Limits.WINDOW_BYTES * 2);

        assertThat(flight.hasRoom(1)).isFalse();
        assertThat(flight.pageBytes()).isNegative();
    }

    @Test
    void anAckMakesRoomForAllUpToIt() {
        send(4);

        flight.acked(at(2));

        assertThat(flight.pageMessages()).isEqualTo(2);
        assertThat(flight.hasRoom(1)).isTrue();
    }

    @Test
    void anAckBetweenTwoMessagesCountsForTheFirst() {
        flight.message(at(1), 1);
        flight.message(at(9), 1);

        flight.acked(at(5));

        assertThat(flight.isEmpty()).isFalse();
        flight.acked(at(9));
        assertThat(flight.isEmpty()).isTrue();
    }

    @Test
    void anAckOfNothingChangesNothing() {
        send(4);

        flight.acked(Positions.START);

        assertThat(flight.hasRoom(1)).isFalse();
    }

    @Test
    void anAckAboveAllEmptiesIt() {
        send(4);

        flight.acked(Positions.of(2, 0, 0));

        assertThat(flight.isEmpty()).isTrue();
        assertThat(flight.pageBytes()).isEqualTo(Limits.WINDOW_BYTES / 2);
    }

    @Test
    void aPageIsAckedAsAWhole() {
        flight.page(at(9), 3, 100);
        assertThat(flight.pageMessages()).isEqualTo(1);

        flight.acked(at(8));
        assertThat(flight.pageMessages()).isEqualTo(1);

        flight.acked(at(9));
        assertThat(flight.isEmpty()).isTrue();
    }

    @Test
    void aPageIsAtMostHalfAWindow() {
        assertThat(new Flight(256).pageMessages()).isEqualTo(128);
        assertThat(new Flight(1).pageMessages()).isEqualTo(1);
    }

    @Test
    void noPageFitsIntoAFullWindow() {
        send(4);

        assertThat(flight.pageMessages()).isZero();
    }

    @Test
    void aSkipTakesNoBytes() {
        flight.skip(at(5));

        assertThat(flight.pageBytes()).isEqualTo(Limits.WINDOW_BYTES / 2);
        assertThat(flight.isEmpty()).isFalse();
    }

    private void send(int messages) {
        for (int i = 1; i <= messages; i++) {
            flight.message(at(i), 1);
        }
    }

    private static Position at(long offset) {
        return Positions.of(1, offset, 0);
    }
}
