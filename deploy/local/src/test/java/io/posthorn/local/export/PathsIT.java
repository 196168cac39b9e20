// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.posthorn.contracts.integrity.Checkpoint;
import io.posthorn.contracts.integrity.SignedNote;
import io.posthorn.local.running.StackFailure;
import io.posthorn.local.verify.Report;
import io.posthorn.local.verify.Verification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A few rows of a large log are proven by their paths, all against one checkpoint, and nothing is asked for twice. */
class PathsIT {

    private static final int ROWS = 20;
    /** With these one row more than there are would be cheaper by all leaves. */
    private static final int OTHERS = 19 * 4_096 + 1;

    @TempDir
    Path work;

    private final List<Duration> waited = new CopyOnWriteArrayList<>();
    private final Manner natural = new Manner(Clock.systemUTC(), waited::add, Evidence::of);
    private final Manner byPaths = new Manner(Clock.systemUTC(), waited::add, (rows, leaves) -> Evidence.PATHS);

    private static TestHistory history() throws IOException {
        return new TestHistory(ROWS, Duration.ofHours(1));
    }

    private Report verify(TestHistory history) throws IOException {
        return new Verification(new ExportFolder(work), Duration.ofDays(7)).run(Optional.of(history.key.verifier()));
    }

    private List<RowPlace> places(String file) throws IOException {
        return Files.readAllLines(work.resolve(file)).stream()
                .map(line ->
                        RowPlace.parse(line.getBytes(StandardCharsets.UTF_8)).orElseThrow())
                .toList();
    }

    private Checkpoint kept() throws IOException {
        String note = JsonMapper.builder()
                .build()
                .readTree(Files.readString(work.resolve("checkpoints.json")))
                .path(String.valueOf(TestHistory.PARTITION))
                .asString();
        return SignedNote.parse(note)
                .flatMap(each -> Checkpoint.parse(each.text()))
                .orElseThrow();
    }

    @Test
    void aFewRowsOfALargeLogNeedARequestEachAndNoLeaves() throws Exception {
        try (TestHistory history = history().before(OTHERS)) {
            history.export(work, 100, natural, line -> {});

            assertThat(history.proofsAsked()).hasSize(ROWS).allMatch(each -> each.contains("user=user-1"));
            assertThat(history.questions).noneMatch(each -> each.contains("/entries"));
            assertThat(work).isDirectoryNotContaining("glob:**leaves-*");
            assertThat(places("places-00001.ndjson"))
                    .allMatch(each -> each.path().isPresent());
            assertThat(verify(history).exitCode()).isZero();
            assertThat(verify(history).proven()).isEqualTo(ROWS);
            assertThat(verify(history).notes())
                    .anyMatch(note -> note.contains("signed checkpoint of %d leaves".formatted(2 * ROWS + OTHERS)));
        }
    }

    @Test
    void manyRowsOfASmallLogNeedItsLeavesAndNoRequestEach() throws Exception {
        try (TestHistory history = history()) {
            history.export(work, 100, natural, line -> {});

            assertThat(history.proofsAsked()).isEmpty();
            assertThat(work).isDirectoryContaining("glob:**leaves-3.bin");
            assertThat(places("places-00001.ndjson"))
                    .allMatch(each -> each.path().isEmpty());
            assertThat(verify(history).proven()).isEqualTo(ROWS);
        }
    }

    @Test
    void aTreeThatGrowsMeanwhileChangesNothing() throws Exception {
        try (TestHistory history = history().growing()) {
            history.export(work, 7, byPaths, line -> {});

            assertThat(kept().size()).isEqualTo(2 * ROWS);
            assertThat(history.proofsAsked()).hasSize(ROWS).allMatch(each -> each.contains("size=" + 2 * ROWS));
            assertThat(verify(history).proven()).isEqualTo(ROWS);
        }
    }

    @Test
    void whatStopsGoesOnWithoutAskingTwiceThoughTheTreeHasGrown() throws Exception {
        try (TestHistory history = history().growing().failingAfter(12)) {
            assertThatThrownBy(() -> history.export(work, 7, byPaths, line -> {}))
                    .isInstanceOf(StackFailure.class)
                    .hasMessageContaining("Something went wrong here");
            assertThat(work).isDirectoryNotContaining("glob:**manifest.json");
            int written = places("places-00001.ndjson").size();
            assertThat(written).isEqualTo(7);
            long size = kept().size();
            history.mended();

            history.export(work, 7, byPaths, line -> {});

            for (int row = 0; row < written; row++) {
                String offset = "offset=" + 2 * row + "&";
                assertThat(history.proofsAsked())
                        .filteredOn(each -> each.contains(offset))
                        .hasSize(1);
            }
            assertThat(kept().size()).isEqualTo(size);
            assertThat(verify(history).proven()).isEqualTo(ROWS);
            assertThat(work).isDirectoryNotContaining("glob:**.{partial,before}");
        }
    }

    @Test
    void whatStandsThereAndDoesNotHoldIsAskedForAgain() throws Exception {
        try (TestHistory history = history()) {
            history.export(work, 100, byPaths, line -> {});
            Files.delete(work.resolve("manifest.json"));
            List<String> lines = new ArrayList<>(Files.readAllLines(work.resolve("places-00001.ndjson")));
            lines.set(3, lines.get(3).replace("\"index\":6", "\"index\":7"));
            lines.remove(9);
            lines.set(12, "nonsense");
            Files.write(work.resolve("places-00001.ndjson"), lines);
            int asked = history.proofsAsked().size();

            history.export(work, 100, byPaths, line -> {});

            assertThat(history.proofsAsked().subList(asked, asked + 3))
                    .extracting(each -> each.replaceAll(".*offset=(\\d+).*", "$1"))
                    .containsExactlyInAnyOrder("6", "18", "26");
            assertThat(history.proofsAsked()).hasSize(asked + 3);
            assertThat(verify(history).proven()).isEqualTo(ROWS);
        }
    }

    @Test
    void aBusyHistoryIsAskedAgainByAFewAtOnce() throws Exception {
        List<String> log = new ArrayList<>();
        try (TestHistory history = history().busy(15)) {
            history.export(work, 100, byPaths, log::add);

            assertThat(waited).hasSize(15).containsOnly(Duration.ofSeconds(10));
            assertThat(log).anyMatch(line -> line.contains("answered 503"));
            assertThat(history.mostUnderWay.get()).isBetween(1, 4);
            assertThat(verify(history).proven()).isEqualTo(ROWS);
        }
    }

    @Test
    void whatIsNewIsWaitedForBeforeACheckpointIsChosen() throws Exception {
        try (TestHistory history = new TestHistory(ROWS, Duration.ofSeconds(ROWS)).hidingLeaves(3)) {
            history.export(work, 100, byPaths, line -> {});

            assertThat(waited).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));
            assertThat(history.proofsAsked().subList(0, 4))
                    .allMatch(each -> each.contains("offset=38") && !each.contains("size="));
            assertThat(verify(history).proven()).isEqualTo(ROWS);
        }
    }

    @Test
    void aRowWhoseLeafIsNotThereIsAskedForTwiceAndNamedAsUnchecked() throws Exception {
        List<String> log = new ArrayList<>();
        try (TestHistory history = history().without(0, ROWS - 1).hidingLeaves(Integer.MAX_VALUE)) {
            history.export(work, 100, byPaths, log::add);

            assertThat(history.proofsAsked()).hasSize(2);
            assertThat(log).contains("1 rows are in no tree that is signed.");
            assertThat(verify(history).unchecked()).anyMatch(each -> each.contains("it is in no tree"));
            assertThat(verify(history).proven()).isZero();
        }
    }

    @Test
    void anErasedRowIsShownByTheLeafThatTheLogHas() throws Exception {
        try (TestHistory history = history().erasing(7)) {
            history.export(work, 100, byPaths, line -> {});

            Report report = verify(history);
            assertThat(report.proven()).isEqualTo(ROWS - 1);
            assertThat(report.findings()).isEmpty();
            assertThat(report.unchecked()).singleElement().asString().contains("its place in the log is proven");
        }
    }
}
