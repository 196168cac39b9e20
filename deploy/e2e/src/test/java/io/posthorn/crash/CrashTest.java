// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrashTest {

    private final StringWriter said = new StringWriter();

    @ParameterizedTest
    @CsvSource({
        "--devices=9, 'devices is 9, allowed: 10 or more'",
        "--rate=0, 'rate is 0, allowed: 1 or more'",
        "--gateways=0, 'gateways and deliveries are 0 and 2, allowed: 1 or more'",
        "--minutes=-1, 'time is PT-1M, allowed: zero or more'",
        "--seed=x, 'Invalid value for option'"
    })
    void whatCannotBeDoneIsSaidBeforeAnythingStarts(String argument, String why) {
        assertThat(run(argument)).isEqualTo(2);
        assertThat(said.toString()).contains(why);
    }

    @Test
    void whatAnEarlierRunLeftIsInTheWay(@TempDir Path work) throws IOException {
        Files.createFile(work.resolve("lock"));

        assertThat(run("--work=" + work)).isEqualTo(2);
        assertThat(said.toString()).contains("allowed: a folder with nothing in it");
    }

    @Test
    void itSaysWhatItCanDo() {
        assertThat(run("--help")).isZero();
        assertThat(said.toString()).contains("--minutes", "--seed", "--devices", "--gateways", "--delivery", "--work");
    }

    private int run(String argument) {
        PrintWriter writer = new PrintWriter(said, true);
        return Crash.commandLine().setErr(writer).setOut(writer).execute(argument);
    }
}
