// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileIT {

    @TempDir
    Path folder;

    @Test
    void showsTheLastLinesOfTheLastStartOnly() throws IOException {
        Path path = Files.writeString(folder.resolve("x.log"), "from an earlier start\n");
        LogFile log = new LogFile(path);

        log.beginStart();
        Files.writeString(path, "one\ntwo\nthree\n", StandardOpenOption.APPEND);

        assertThat(log.lastLines(2)).containsExactly("two", "three");
        assertThat(log.lastLines(9)).containsExactly("one", "two", "three");
    }
}
