// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.stored;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.contracts.v1.Position;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SpanTest {

    private static final Position NOVEMBER = at(17, "2026-11-20T10:00:00Z");
    private static final Position DECEMBER = at(99, "2026-12-20T10:00:00Z");

    @Test
    void betweenTwoPositionsIncludesBoth() {
        assertThat(Span.between(NOVEMBER, DECEMBER))
                .isEqualTo(new Span(new Place(1, 17), new Place(1, 99), 202611, 202612));
    }

    @Test
    void afterAndBeforeLeaveThePositionOut() {
        assertThat(Span.after(NOVEMBER).first()).isEqualTo(new Place(1, 18));
        assertThat(Span.before(NOVEMBER).last()).isEqualTo(new Place(1, 16));
        assertThat(Span.before(at(0, "2026-11-20T10:00:00Z")).last()).isEqualTo(new Place(1, -1));
    }

    @Test
    void fromAPositionIncludesItAndHasNoEnd() {
        assertThat(Span.from(NOVEMBER)).isEqualTo(new Span(new Place(1, 17), Place.LAST, 202611, Integer.MAX_VALUE));
    }

    @Test
    void aLaterRecordMayStandInTheMonthBefore() {
        assertThat(Span.after(at(17, "2026-12-01T00:05:00Z")).firstMonth()).isEqualTo(202611);
        assertThat(Span.before(at(17, "2026-11-30T23:55:00Z")).lastMonth()).isEqualTo(202612);
    }

    @Test
    void fromTheStartReadsAllMonthsUpToTheEnd() {
        Span span = Span.between(Positions.START, DECEMBER);

        assertThat(span.firstMonth()).isEqualTo(200001);
        assertThat(span.lastMonth()).isEqualTo(202612);
    }

    @Test
    void aForgedAppendTimeIsNoExceptionAndCanBeIgnored() {
        Position forged = Positions.of(1, 17, Long.MAX_VALUE);

        assertThat(Span.between(forged, DECEMBER).firstMonth())
                .isEqualTo(Span.after(forged).firstMonth());
        assertThat(Span.between(forged, DECEMBER).fromAnyMonth().firstMonth()).isZero();
        assertThat(Span.after(Positions.of(1, 17, Long.MIN_VALUE)).firstMonth()).isEqualTo(200001);
    }

    @Test
    void aRangeOfTimeIsItsMonths() {
        assertThat(Span.appended(Instant.parse("2026-11-20T10:00:00Z"), Instant.parse("2026-12-01T00:00:00Z")))
                .isEqualTo(new Span(Place.FIRST, Place.LAST, 202611, 202612));
        assertThat(Span.appended(null, null)).isEqualTo(Span.all());
    }

    @Test
    void whatLiesInBothIsTheNarrowerOfEach() {
        assertThat(Span.from(NOVEMBER).and(Span.before(DECEMBER)))
                .isEqualTo(new Span(new Place(1, 17), new Place(1, 98), 202611, 202612));
        assertThat(Span.before(DECEMBER).and(Span.from(NOVEMBER)))
                .isEqualTo(Span.from(NOVEMBER).and(Span.before(DECEMBER)));
        assertThat(Span.all().and(Span.from(NOVEMBER))).isEqualTo(Span.from(NOVEMBER));
    }

    @Test
    void nothingCanBeWhereTheEndIsBeforeTheBegin() {
        assertThat(Span.from(DECEMBER).and(Span.before(NOVEMBER)).isEmpty()).isTrue();
        assertThat(Span.appended(Instant.parse("2026-12-01T00:00:00Z"), null)
                        .and(Span.appended(null, Instant.parse("2026-11-01T00:00:00Z")))
                        .isEmpty())
                .isTrue();
        assertThat(Span.between(NOVEMBER, NOVEMBER).isEmpty()).isFalse();
        assertThat(Span.all().isEmpty()).isFalse();
    }

    private static Position at(long offset, String appended) {
        return Positions.of(1, offset, Instant.parse(appended).toEpochMilli());
    }

    @Test
    void ofAWholeStreamOnlyTheMonthsOfATimeAreRead() {
        Span span = Span.all()
                .inMonths(
                        java.time.Instant.parse("2026-03-01T00:05:00Z"),
                        java.time.Instant.parse("2026-05-31T23:55:00Z"));

        assertThat(span.firstMonth()).isEqualTo(202602);
        assertThat(span.lastMonth()).isEqualTo(202606);
        assertThat(span.first()).isEqualTo(Span.all().first());
    }
}
