// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far a device was at some time, as far as is on record.
 *
 * @param acked up to which it had acked; the start where it had not
 * @param said what its hellos named
 */
public record CursorAt(String device, Said acked, List<Said> said) {

    /**
     * A cursor and when it was said.
     *
     * @param at append time of the word
     */
    public record Said(Position position, Instant at) {

        static final Said NOTHING = new Said(Positions.START, Instant.EPOCH);

        private static final Comparator<Said> HIGHEST_THEN_EARLIEST = Comparator.comparing(
                        Said::position, Positions.ORDER)
                .thenComparing(Said::at, Comparator.reverseOrder());

        private boolean reaches(Position message) {
            return !Positions.isAfter(message, position);
        }

        private boolean wasThere(Position message) {
            return message.getAppendedAt() <= at.toEpochMilli();
        }
    }

    /** Clocks of brokers differ by less: a cursor of a record that was appended later than the word is forged. */
    private static final Duration SKEW = Duration.ofMinutes(10);

    public CursorAt {
        said = List.copyOf(said);
    }

    /** Of a device that was there and said nothing. */
    static CursorAt nothing(String device) {
        return new CursorAt(device, Said.NOTHING, List.of());
    }

    /** @param words of the device, in any order, up to the time in question; empty when none says how far it was */
    static Optional<CursorAt> of(String device, List<Word> words) {
        Optional<Word> forgotten = words.stream()
                .filter(each -> each.kind() == Word.Kind.FORGOTTEN)
                .reduce((a, b) -> a.isAfter(b) ? a : b);
        List<Word> counting = words.stream()
                .filter(each -> forgotten.isEmpty() || each.isAfter(forgotten.get()))
                .toList();
        Optional<Said> acked = of(counting, Word.Kind.ACKED).max(Said.HIGHEST_THEN_EARLIEST);
        List<Said> said = of(counting, Word.Kind.SAID).filter(CursorAt::mayBe).toList();
        return acked.isEmpty() && said.isEmpty()
                ? Optional.empty()
                : Optional.of(new CursorAt(device, acked.orElse(Said.NOTHING), said));
    }

    private static Stream<Said> of(List<Word> words, Word.Kind kind) {
        return words.stream().filter(each -> each.kind() == kind).map(each -> new Said(each.position(), each.at()));
    }

    private static boolean mayBe(Said hello) {
        return hello.position().getAppendedAt() <= hello.at().plus(SKEW).toEpochMilli();
    }

    /** The cursor: up to where all was stored on the device, as it said itself. */
    public Said cursor() {
        return Stream.concat(Stream.of(acked), said.stream())
                .max(Said.HIGHEST_THEN_EARLIEST)
                .orElse(acked);
    }

    /** Whether anything is on record. */
    public boolean isKnown() {
        return !Positions.isStart(cursor().position());
    }

    /**
     * Whether the device had stored the message at this position by then. What a hello names counts only for what there was
     * when it was said, as it does for delivery.
     */
    public boolean covers(Position message) {
        return acked.reaches(message)
                || said.stream().anyMatch(each -> each.reaches(message) && each.wasThere(message));
    }
}
