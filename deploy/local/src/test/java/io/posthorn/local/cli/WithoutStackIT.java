// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands say when there is no stack, or none that could be started. */
class WithoutStackIT {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path work;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token user-1",
                "send --user user-1",
                "listen user-1 phone",
                "history user-1",
                "export folder --purpose p"
            })
    void namesTheNextStep(String command) {
        assertThat(run(command)).isEqualTo(1);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .isEqualTo("No local stack is running in " + work
                        + ". Start one with: deploy/posthorn up (or name its folder with --work)\n");
    }

    @Test
    void saysThatAFileOfAStackCannotBeRead() throws IOException {
        Files.writeString(work.resolve("stack.json"), "{\"owner\":");

        assertThat(run("token user-1")).isEqualTo(1);

        assertThat(err.toString()).contains("stack.json cannot be read").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "demo"})
    void doesNotStartWithAJavaThatTheServicesCannotUse(String command) {
        assertThat(run(command + " --java-home " + work)).isEqualTo(1);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .contains(work + " is no Java home. The services need Java 17 or later")
                .doesNotContain("\tat ");
    }

    private int run(String line) {
        String[] arguments = Stream.of((line + " --work " + work).split(" ")).toArray(String[]::new);
        return PosthornCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
