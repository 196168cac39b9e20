// SPDX-License-Identifier: Apache-2.0
package io.posthorn.history.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.contracts.position.Positions;
import io.posthorn.history.recording.Place;
import io.posthorn.history.rig.TestDevice;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ThinnedTest {

    private static final Instant MINUTE = Instant.parse("2026-11-20T10:00:00Z");

    private final Thinned<String> thinned = new Thinned<>();

    @Test
    void theLastOfAMinuteIsKeptForEachDeviceAndKind() {
        add("phone", "acked", 0, 1, "first");
        add("phone", "acked", 59_999, 2, "last");
        add("phone", "read", 10_000, 3, "other kind");
        add("tablet", "acked", 10_000, 4, "other device");
        add("phone", "acked", 60_000, 5, "next minute");

        assertThat(thinned.rows())
                .extracting(Thinned.Row::what)
                .containsExactlyInAnyOrder("last", "other kind", "other device", "next minute");
    }

    @Test
    void withinAMillisecondTheOffsetDecides() {
        add("phone", "acked", 7, 101, "second");
        add("phone", "acked", 7, 100, "first");

        assertThat(thinned.rows()).extracting(Thinned.Row::what).containsExactly("second");
    }

    @Test
    void aSlowerClockDoesNotMakeTheLaterRecordTheLast() {
        add("phone", "acked", 30_000, 1, "by the clock");
        add("phone", "acked", 29_000, 2, "by the offset");

        assertThat(thinned.rows())
                .as("as Cassandra decides it, whatever came in one batch")
                .extracting(Thinned.Row::what)
                .containsExactly("by the clock");
    }

    private void add(String device, String kind, long millis, long offset, String what) {
        var fact = new ConnectionFact(
                new Place(1, offset, MINUTE.plusMillis(millis)),
                new TestDevice("user-1", device, "c-1").acked(Positions.START));
        thinned.add(fact, kind, what);
    }
}
