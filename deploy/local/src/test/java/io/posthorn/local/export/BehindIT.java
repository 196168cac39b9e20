// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.posthorn.local.running.StackFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A history that is behind the log is waited for, for as long as an outage takes to be written off, and not without end. */
class BehindIT {

    @TempDir
    Path work;

    private TestHistory history;
    private Duration waited = Duration.ZERO;
    private final Instant begin = Instant.now();
    private final InstantSource clock = () -> begin.plus(waited);

    @BeforeEach
    void start() throws IOException {
        history = new TestHistory(20, Duration.ofHours(1));
    }

    @AfterEach
    void end() {
        history.close();
    }

    private Manifest export(Map<String, String> more) throws Exception {
        Map<String, String> query = new TreeMap<>(more);
        query.put("user", TestHistory.USER);
        Download.Request request = new Download.Request(query, 10, 1 << 20, "test");
        Clock patient = clock.withZone(ZoneOffset.UTC);
        return new Download(
                        new ExportFolder(work),
                        history.uri(),
                        "token",
                        request,
                        line -> {},
                        new Manner(patient, pause -> waited = waited.plus(pause), Evidence::of))
                .run();
    }

    private List<String> exports() {
        return new ArrayList<>(history.questions)
                .stream().filter(each -> each.startsWith("/v1/export")).toList();
    }

    @Test
    void itIsAskedAgainForTheSameTimesUntilAllIsWritten() throws Exception {
        history.behind(40);

        Manifest made = export(Map.of());

        assertThat(made.rows()).isEqualTo(20);
        assertThat(waited).isEqualTo(Duration.ofSeconds(400));
        assertThat(exports()).hasSize(42);
        assertThat(exports().get(0)).doesNotContain("to=");
        assertThat(exports().subList(1, 42)).allMatch(each -> each.contains("to=2026-11-20T12%3A00%3A00Z"));
    }

    @Test
    void theTimesThatWereAskedForStay() throws Exception {
        history.behind(1);

        export(Map.of("to", "2026-11-19T12:00:00Z"));

        assertThat(exports()).allMatch(each -> each.contains("to=2026-11-19T12%3A00%3A00Z"));
    }

    @Test
    void whatIsBehindForTooLongIsGivenUpAndGoneOnWithLater() throws Exception {
        history.behind(Integer.MAX_VALUE);

        assertThatThrownBy(() -> export(Map.of()))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("Run the same again");
        assertThat(waited).isBetween(Duration.ofMinutes(30), Duration.ofMinutes(31));

        history.behind(0);
        assertThat(export(Map.of()).rows()).isEqualTo(20);
    }
}
