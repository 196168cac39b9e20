// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.posthorn.local.machine.Jdk;
import io.posthorn.local.stack.Service;
import io.posthorn.local.stack.StackConfig;
import io.posthorn.local.stack.StackPorts;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class StackOptionsTest {

    private static final Path HOME = Path.of("/posthorn");

    @Command
    private static final class AnyCommand {
        @Mixin
        private StackOptions options = new StackOptions();
    }

    @Test
    void areTheUsualStackWhenNoneIsGiven() {
        StackConfig config = config("--work", "/work");

        assertThat(config).isEqualTo(StackConfig.of(HOME, Path.of("/work")).with(Service.GATEWAY, tuning -> tuning));
    }

    @Test
    void choosePortsAndGateways() {
        StackConfig config = config("--kafka-port", "1", "--history-port=0", "--gateways", "3");

        assertThat(config.ports()).isEqualTo(new StackPorts(1, 9042, 8083, 8080, 8081, 0));
        assertThat(config.tuning(Service.GATEWAY).instances()).isEqualTo(3);
        assertThat(config.tuning(Service.DELIVERY).instances()).isEqualTo(1);
    }

    @Test
    void takeAJavaThatIsNewEnough() {
        Path java = Path.of("/jdk");

        assertThat(StackOptions.usable(java, Optional.of(new Jdk(java, 25)))).isEqualTo(java);
        assertThatThrownBy(() -> StackOptions.usable(java, Optional.of(new Jdk(java, 11))))
                .hasMessage("/jdk is Java 11. The services need Java 17 or later: choose another with --java-home.");
        assertThatThrownBy(() -> StackOptions.usable(java, Optional.empty()))
                .hasMessageStartingWith("/jdk is no Java home.");
    }

    private static StackConfig config(String... arguments) {
        AnyCommand command = new AnyCommand();
        new CommandLine(command).parseArgs(arguments);
        return command.options.config(() -> HOME);
    }
}
