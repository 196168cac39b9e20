// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.bench.load.Latencies.Percentiles;
import io.posthorn.bench.machine.Machine;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistoryReportTest {

    private static final Percentiles SOME = new Percentiles(3, 5, 9, 12, 20);

    @Test
    void whatARowCostsIsOfTheRowsThatWereMeasured() {
        HistoryReport report = report(0, 0, made(10_000, 10_000, true));

        assertThat(report.isRight()).isTrue();
        assertThat(report.json())
                .contains("\"rowsPerSecond\":2000.0", "\"cassandra\":250.0", "\"history\":100.0")
                .contains("\"bytesPerMessageFlushed\":300.0", "\"bytesPerMessageCompacted\":200.0")
                .contains("\"newest\":{\"p50\":3.0", "\"wrong\":0")
                .contains("\"perSecond\":50.0", "\"rowsPerSecond\":500.0");
        assertThat(report.table())
                .contains("5 MB, 2,500 per second; history's memory 300 MB before, 310 behind")
                .contains("2,000 rows per second", "300 flushed, 200 compacted", "100 right, 0 wrong");
    }

    @Test
    void oneWrongAnswerOrPageIsEnough() {
        assertThat(report(1, 0, made(10_000, 10_000, true)).isRight()).isFalse();
        assertThat(report(0, 1, made(10_000, 10_000, true)).isRight()).isFalse();
    }

    @Test
    void anExportThatLacksARowOrAProofOrHasFindingsIsWrong() {
        assertThat(report(0, 0, made(9_999, 9_999, true)).isRight()).isFalse();
        assertThat(report(0, 0, made(10_000, 9_999, true)).isRight()).isFalse();
        assertThat(report(0, 0, made(10_000, 10_000, false)).isRight()).isFalse();
    }

    private static Exports.Made made(long rows, long proven, boolean clean) {
        return new Exports.Made(
                10_000,
                rows,
                proven,
                clean,
                5 << 20,
                Duration.ofSeconds(4),
                Duration.ofSeconds(1),
                new Exports.Resident(300 << 20, 310 << 20));
    }

    private static HistoryReport report(int wrongAnswers, int wrongPages, Exports.Made exported) {
        return new HistoryReport(
                new HistoryPlan(
                        new HistoryPlan.Messages(10_000, 100, 500, 300, 30),
                        new HistoryPlan.Reads(100, 50, 100, 0, 0, Exports.Scope.ALL)),
                Optional.of(new HistoryReport.Filled(
                        new HistoryReport.Written(
                                4_000,
                                Duration.ofSeconds(2),
                                Map.of("history", Duration.ofMillis(400), "cassandra", Duration.ofSeconds(1))),
                        new HistoryReport.Disk(3_000_000, 2_000_000))),
                Map.of("newest", new Questions.Answers(SOME, 100, wrongAnswers)),
                Map.of("all", new Devices.Pages(100, 1_000, Duration.ofSeconds(2), wrongPages)),
                Optional.of(exported),
                new Machine(2, "processor", "17", 0.5));
    }
}
