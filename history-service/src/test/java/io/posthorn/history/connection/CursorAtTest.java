// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import io.posthorn.history.connection.Word.Kind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CursorAtTest {

    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

    @Test
    void isUpToWhatWasAckedLast() {
        CursorAt cursor = cursor(word(Kind.ACKED, 5, 1), word(Kind.ACKED, 9, 2));

        assertThat(cursor.cursor().position()).isEqualTo(at(9));
        assertThat(cursor.cursor().at()).isEqualTo(minute(2));
        assertThat(cursor.covers(at(9))).isTrue();
        assertThat(cursor.covers(at(10))).isFalse();
    }

    @Test
    void neverMovesBackWhenTheDeviceReadsAgain() {
        CursorAt cursor = cursor(word(Kind.ACKED, 9, 1), word(Kind.ACKED, 2, 2), word(Kind.ACKED, 3, 3));

        assertThat(cursor.cursor().position()).isEqualTo(at(9));
        assertThat(cursor.cursor().at()).isEqualTo(minute(1));
        assertThat(cursor.covers(at(9))).isTrue();
    }

    @Test
    void whatAHelloNamesCountsAsAnAckOfWhatThereWas() {
        CursorAt cursor = cursor(word(Kind.SAID, 9, 5));

        assertThat(cursor.cursor().position()).isEqualTo(at(9));
        assertThat(cursor.covers(new Positioned(7, 5).position())).isTrue();
        assertThat(cursor.covers(new Positioned(8, 6).position()))
                .as("appended later")
                .isFalse();
    }

    @Test
    void aForgedHelloTakesNoAckAway() {
        CursorAt cursor = cursor(word(Kind.SAID, 1_000_000, 1), word(Kind.ACKED, 5, 7));

        assertThat(cursor.covers(new Positioned(5, 6).position())).isTrue();
        assertThat(cursor.covers(new Positioned(6, 6).position())).isFalse();
    }

    @Test
    void aHelloThatNamesARecordOfTheFutureSaysNothing() {
        Word forged = new Word(Kind.SAID, Positions.of(1, 9, START.toEpochMilli() + 3_600_000), START, 1);

        assertThat(CursorAt.of("phone", List.of(forged))).isEmpty();
    }

    @Test
    void aDeviceThatWasForgottenBeginsAnew() {
        assertThat(CursorAt.of("phone", List.of(word(Kind.ACKED, 9, 1), word(Kind.FORGOTTEN, 0, 2))))
                .isEmpty();
        assertThat(cursor(word(Kind.ACKED, 9, 1), word(Kind.FORGOTTEN, 0, 2), word(Kind.ACKED, 4, 3))
                        .cursor()
                        .position())
                .isEqualTo(at(4));
    }

    @Test
    void markersOfWhatWasReadSayNothing() {
        assertThat(CursorAt.of("phone", List.of(word(Kind.READ, 9, 1)))).isEmpty();
        assertThat(CursorAt.of("phone", List.of())).isEmpty();
    }

    @Test
    void ofADeviceThatSaidNothingNothingIsCovered() {
        CursorAt nothing = CursorAt.nothing("phone");

        assertThat(nothing.isKnown()).isFalse();
        assertThat(nothing.covers(at(0))).isFalse();
        assertThat(cursor(word(Kind.ACKED, 1, 1)).isKnown()).isTrue();
    }

    private static CursorAt cursor(Word... words) {
        return CursorAt.of("phone", List.of(words)).orElseThrow();
    }

    private static Word word(Kind kind, long offset, int minute) {
        return new Word(kind, at(offset), minute(minute), minute);
    }

    private static Instant minute(int minute) {
        return START.plusSeconds(60L * minute);
    }

    private static Position at(long offset) {
        return Positions.of(1, offset, START.toEpochMilli());
    }

    private record Positioned(long offset, int minute) {

        Position position() {
            return Positions.of(1, offset, CursorAtTest.minute(minute).toEpochMilli());
        }
    }
}
