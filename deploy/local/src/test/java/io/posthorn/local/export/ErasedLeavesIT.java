// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The leaf of an erased row is asked for: it may not be signed yet, and it may never be. */
class ErasedLeavesIT {

    @TempDir
    Path work;

    private final List<String> log = new ArrayList<>();

    private RowPlace export(TestHistory history, Clock clock) throws Exception {
        Download.Request request = new Download.Request(Map.of("user", TestHistory.USER), 100, 1 << 20, "test");
        Manner manner = new Manner(clock, Retry.waiting(), Evidence::of);
        new Download(new ExportFolder(work), history.uri(), "token", request, log::add, manner).run();
        return place(7);
    }

    private RowPlace place(int row) throws IOException {
        String line = Files.readAllLines(work.resolve("places-00001.ndjson")).get(row);
        return RowPlace.parse(line.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    @Test
    void whatIsNotSignedYetIsWaitedFor() throws Exception {
        try (TestHistory history =
                new TestHistory(20, Duration.ofHours(1)).erasing(7).hidingLeaves(1)) {
            RowPlace place = export(history, Clock.systemUTC());

            assertThat(place.index()).isEqualTo(14);
            assertThat(place.leaf()).isPresent();
            assertThat(log).noneMatch(line -> line.contains("in no tree"));
        }
    }

    @Test
    void whatIsNeverSignedDoesNotEndTheExport() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        InstantSource tenSecondsALook = () -> Instant.now().plusSeconds(10L * looks.incrementAndGet());
        try (TestHistory history =
                new TestHistory(20, Duration.ofHours(1)).erasing(7).hidingLeaves(Integer.MAX_VALUE)) {
            RowPlace place = export(history, tenSecondsALook.withZone(ZoneOffset.UTC));

            assertThat(place.index()).isNegative();
            assertThat(place.leaf()).isEmpty();
            assertThat(place(8).index()).isEqualTo(16);
            assertThat(log).contains("1 rows are in no tree that is signed.");
            assertThat(work.resolve("manifest.json")).exists();
        }
    }
}
