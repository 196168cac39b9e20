// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import io.posthorn.contracts.v1.ConnectionEvent;
import io.posthorn.history.recording.Place;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** What happened to a connection or a device, and when. */
record ConnectionFact(Place place, ConnectionEvent event) {

    private static final int SECONDS_OF_HOUR = 3_600;

    String user() {
        return event.getUser();
    }

    String device() {
        return event.getDevice();
    }

    /** Since the epoch. */
    int hour() {
        return hour(place.at());
    }

    static int hour(Instant at) {
        return Math.toIntExact(Math.floorDiv(at.getEpochSecond(), SECONDS_OF_HOUR));
    }

    static Instant startOf(int hour) {
        return Instant.ofEpochSecond((long) hour * SECONDS_OF_HOUR);
    }

    LocalDate day() {
        return place.at().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    Instant minute() {
        return minute(place.at());
    }

    static Instant minute(Instant at) {
        return at.truncatedTo(ChronoUnit.MINUTES);
    }
}
