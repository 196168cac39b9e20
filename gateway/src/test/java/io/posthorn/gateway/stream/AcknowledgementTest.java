// SPDX-License-Identifier: Apache-2.0
package io.posthorn.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Cursor;
import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.position.UserHash;
import io.posthorn.contracts.v1.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcknowledgementTest {

    private static final int USER = UserHash.of("user-1");
    private static final StreamState AT_10 = StreamState.NOT_RESUMED.at(at(10));

    @Test
    void theLastFrameMayBeAcknowledged() {
        assertThat(ack(cursor(10), Positions.START)).isEqualTo(new Acknowledgement.Taken(at(10)));
    }

    @Test
    void anEarlierFrameMayBeAcknowledged() {
        assertThat(ack(cursor(7), at(3))).isEqualTo(new Acknowledgement.Taken(at(7)));
    }

    @Test
    void aboveTheLastFrameIsRefused() {
        assertThat(ack(cursor(11), Positions.START)).isInstanceOf(Acknowledgement.Refused.class);
    }

    @Test
    void beforeResumedEverythingIsAboveTheLastFrame() {
        assertThat(Acknowledgement.of("ack", StreamState.NOT_RESUMED, Positions.START, USER, cursor(0)))
                .isInstanceOf(Acknowledgement.Refused.class);
    }

    @Test
    void theSameOrLessSaysNothingNew() {
        assertThat(ack(cursor(7), at(7))).isEqualTo(new Acknowledgement.Stale());
        assertThat(ack(cursor(6), at(7))).isEqualTo(new Acknowledgement.Stale());
    }

    @Test
    void anotherUsersCursorIsRefused() {
        String foreign = Cursor.encode(at(5), UserHash.of("user-2"));

        assertThat(ack(foreign, Positions.START)).isInstanceOf(Acknowledgement.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "earliest", "AQABAAAA", "💥", "-1"})
    void garbageIsRefused(String garbage) {
        assertThat(ack(garbage, Positions.START)).isInstanceOf(Acknowledgement.Refused.class);
    }

    @Test
    void aForgedAppendTimeOfTheLastFrameIsReplacedByTheRealOne() {
        String forged = Cursor.encode(Positions.of(1, 10, 9_999_999), USER);

        assertThat(ack(forged, Positions.START)).isEqualTo(new Acknowledgement.Taken(at(10)));
    }

    private static Acknowledgement ack(String cursor, Position acked) {
        return Acknowledgement.of("ack", AT_10, acked, USER, cursor);
    }

    private static String cursor(long offset) {
        return Cursor.encode(at(offset), USER);
    }

    private static Position at(long offset) {
        return Positions.of(1, offset, 1_000 + offset);
    }
}
