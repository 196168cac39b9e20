// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.posthorn.local.machine.Jdk;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A child never outlives the JVM that started it. */
class OrphansIT {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"running", "paused"})
    void endWithAParentThatIsKilled(String state) throws IOException {
        Process parent = parent(state);
        ProcessHandle child = childOf(parent);
        assertThat(child.isAlive()).isTrue();

        parent.destroyForcibly();

        await().atMost(Duration.ofSeconds(10)).until(() -> !child.isAlive());
    }

    private Process parent(String state) throws IOException {
        return new ProcessBuilder(
                        Jdk.running().home().resolve("bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ParentMain.class.getName(),
                        folder.toString(),
                        state)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static ProcessHandle childOf(Process parent) throws IOException {
        BufferedReader output = parent.inputReader();
        return ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
    }
}
