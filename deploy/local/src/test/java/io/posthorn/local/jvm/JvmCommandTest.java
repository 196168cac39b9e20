// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class JvmCommandTest {

    @Test
    void runsTheMainClassBehindTheTether() {
        JvmCommand command = new JvmCommand(
                Path.of("/java"),
                List.of("-Xmx1g"),
                List.of(Path.of("/a.jar"), Path.of("/b.jar")),
                "Main",
                List.of("--x=1"));

        assertThat(command.line(Path.of("/tether")))
                .endsWith(
                        "/java/bin/java",
                        "-Xmx1g",
                        "-cp",
                        "/a.jar:/b.jar:/tether",
                        "io.posthorn.local.jvm.Tether",
                        "Main",
                        "--x=1");
    }
}
