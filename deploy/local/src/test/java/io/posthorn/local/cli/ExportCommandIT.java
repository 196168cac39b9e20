// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.local.export.Download;
import io.posthorn.local.export.ExportFolder;
import io.posthorn.local.export.Manifest;
import io.posthorn.local.export.TestHistory;
import io.posthorn.local.machine.Jdk;
import io.posthorn.local.running.StackFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An export becomes whole, whatever breaks in between, without a repeat or a hole. */
class ExportCommandIT {

    private static final int ROWS = 250;

    @TempDir
    Path work;

    private TestHistory history;
    private final List<String> log = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        history = new TestHistory(ROWS, Duration.ofHours(1));
    }

    @AfterEach
    void end() {
        history.close();
    }

    private Manifest download(String folder) throws Exception {
        return download(folder, Map.of("user", TestHistory.USER));
    }

    private Manifest download(String folder, Map<String, String> query) throws Exception {
        Download.Request request = new Download.Request(query, 100, 1 << 20, "test");
        return new Download(new ExportFolder(work.resolve(folder)), history.uri(), "token", request, log::add).run();
    }

    private byte[] rows(String folder) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String part : new ExportFolder(work.resolve(folder)).parts()) {
            all.writeBytes(Files.readAllBytes(work.resolve(folder).resolve(part)));
        }
        return all.toByteArray();
    }

    @Test
    void aFolderHasPartsOfBoundedSizeAndAManifest() throws Exception {
        Manifest made = download("whole");

        assertThat(made.rows()).isEqualTo(ROWS);
        assertThat(made.parts())
                .extracting(Manifest.Part::file, Manifest.Part::rows, Manifest.Part::first, Manifest.Part::last)
                .containsExactly(
                        Assertions.tuple("part-00001.ndjson", 100L, 1L, 100L),
                        Assertions.tuple("part-00002.ndjson", 100L, 101L, 200L),
                        Assertions.tuple("part-00003.ndjson", 50L, 201L, 250L));
        assertThat(made.ranges().get(TestHistory.PARTITION).first()).hasToString("1:0");
        assertThat(made.ranges().get(TestHistory.PARTITION).last()).hasToString("1:498");
        assertThat(made.key()).isEqualTo(history.key.verifier().toString());
        assertThat(made.query()).containsEntry("user", TestHistory.USER);
        assertThat(work.resolve("whole"))
                .isDirectoryContaining("glob:**manifest.json")
                .isDirectoryNotContaining("glob:**.partial");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 300, 5_000, 20_001})
    void anAnswerThatBreaksOffIsTakenUpAtTheLastWholeLine(int afterBytes) throws Exception {
        download("whole");
        history.breaking(4, afterBytes);

        download("broken");

        assertThat(rows("broken")).isEqualTo(rows("whole"));
        assertThat(log).anyMatch(line -> line.startsWith("The answer was cut"));
    }

    @Test
    void killedInTheMiddleItGoesOnWhereItWas() throws Exception {
        download("whole");
        history.holding(170);
        Path folder = work.resolve("killed");
        Process running = export(folder);
        try {
            Path second = folder.resolve("part-00002.ndjson.partial");
            await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(second));
            assertThat(folder).isDirectoryNotContaining("glob:**manifest.json");
        } finally {
            running.destroyForcibly();
        }
        assertThat(running.waitFor(10, TimeUnit.SECONDS)).isTrue();
        history.release();
        Files.writeString(
                folder.resolve("part-00002.ndjson.partial"),
                "{\"kind\":\"mess",
                java.nio.file.StandardOpenOption.APPEND);

        Process again = export(folder);

        assertThat(again.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(again.exitValue()).isZero();
        assertThat(rows("killed")).isEqualTo(rows("whole"));
    }

    private Process export(Path folder) throws IOException {
        ProcessBuilder process = new ProcessBuilder(
                Jdk.running().home().resolve("bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                PosthornCommand.class.getName(),
                "export",
                folder.toString(),
                "--user",
                TestHistory.USER,
                "--purpose",
                "test",
                "--part-rows",
                "100",
                "--part-bytes",
                String.valueOf(1 << 20),
                "--url",
                history.uri().toString());
        process.environment().put("POSTHORN_TOKEN", "token");
        return process.redirectErrorStream(true)
                .redirectOutput(work.resolve("out.txt").toFile())
                .start();
    }

    @Test
    void whatIsWholeIsNotAskedForAgain() throws Exception {
        download("whole");
        int asked = history.questions.size();

        assertThat(download("whole").rows()).isEqualTo(ROWS);

        assertThat(history.questions).hasSize(asked);
    }

    @Test
    void aFolderIsOfOneExport() throws Exception {
        download("whole");

        Assertions.assertThatThrownBy(() -> download("whole", Map.of("user", "user-2")))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("holds another export");
    }

    @Test
    void aFileThatIsNoPartIsNotGoneOnWith() throws Exception {
        Files.createDirectories(work.resolve("other"));
        Files.writeString(work.resolve("other").resolve("part-00001.ndjson"), "hello\n");

        Assertions.assertThatThrownBy(() -> download("other"))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("is no part of an export")
                .hasMessageNotContaining("hello");
    }
}
