// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.e2e.rig.Posthorn;
import io.posthorn.e2e.rig.Readme;
import io.posthorn.e2e.rig.Terminal;
import io.posthorn.e2e.rig.WholeStackAlone;
import io.posthorn.local.stack.StackConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every command of the README works as it stands there. */
@WholeStackAlone
class ReadmeE2E {

    /** Each of these starts all there is, so the pipeline runs them. */
    private static final List<String> MAIN_COMMANDS = List.of("deploy/posthorn demo", "./mvnw verify");

    private final List<String> commands =
            Readme.in(StackConfig.homeOfThisBuild()).commands();

    @Test
    void theMainCommandsAreThere() {
        assertThat(commands).containsAll(MAIN_COMMANDS);
    }

    @Test
    void thereIsMoreToTry() {
        assertThat(commands).hasSizeGreaterThan(MAIN_COMMANDS.size());
    }

    /** One after the other: a later command may look at what an earlier one did. */
    @TestFactory
    Stream<DynamicTest> theOthersWork(Posthorn posthorn, @TempDir Path folder) {
        Terminal terminal = new Terminal(posthorn, folder);
        return commands.stream()
                .filter(command -> !MAIN_COMMANDS.contains(command))
                .map(command -> DynamicTest.dynamicTest(firstLine(command), () -> {
                    Terminal.Outcome outcome = terminal.run(command);
                    assertThat(outcome.exitCode())
                            .as("Exit code of%n%s%n%s", command, outcome.output())
                            .isZero();
                }));
    }

    private static String firstLine(String command) {
        return command.lines().findFirst().orElseThrow();
    }
}
