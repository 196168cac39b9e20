// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.cli;

import io.posthorn.local.machine.CannotStart;
import io.posthorn.local.machine.Jdk;
import io.posthorn.local.stack.Service;
import io.posthorn.local.stack.StackConfig;
import io.posthorn.local.stack.StackPorts;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a stack that is started is to be. */
final class StackOptions {

    private static final int OLDEST_JAVA = 17;
    private static final int LAST_PORT = 65_535;

    @Mixin
    private WorkOption work = new WorkOption();

    @Option(names = "--kafka-port", paramLabel = "PORT", defaultValue = "9092", description = PORT)
    private int kafkaPort;

    @Option(names = "--cassandra-port", paramLabel = "PORT", defaultValue = "9042", description = PORT)
    private int cassandraPort;

    @Option(names = "--issuer-port", paramLabel = "PORT", defaultValue = "8083", description = PORT)
    private int issuerPort;

    @Option(names = "--gateway-port", paramLabel = "PORT", defaultValue = "8080", description = PORT)
    private int gatewayPort;

    @Option(names = "--delivery-port", paramLabel = "PORT", defaultValue = "8081", description = PORT)
    private int deliveryPort;

    @Option(names = "--history-port", paramLabel = "PORT", defaultValue = "8082", description = PORT)
    private int historyPort;

    @Option(
            names = "--gateways",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many gateways; all but the first get free ports (default: ${DEFAULT-VALUE}).")
    private int gateways;

    @Option(
            names = "--java-home",
            paramLabel = "FOLDER",
            description = "Java that runs the three services (default: the one that runs this command).")
    private @Nullable Path javaHome;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    private static final String PORT = "Default: ${DEFAULT-VALUE}; 0: any free one.";

    WorkOption work() {
        return work;
    }

    /** @param home the project's root, asked for when all is well with the options */
    StackConfig config(Supplier<Path> home) {
        require(gateways >= 1, "--gateways must be 1 or more, not " + gateways);
        StackPorts ports = ports();
        StackConfig config = StackConfig.of(home.get(), work.folder())
                .withPorts(ports)
                .with(Service.GATEWAY, tuning -> tuning.withInstances(gateways));
        return javaHome == null ? config : config.withJavaHome(usable(javaHome, Jdk.at(javaHome)));
    }

    private StackPorts ports() {
        for (int port : new int[] {kafkaPort, cassandraPort, issuerPort, gatewayPort, deliveryPort, historyPort}) {
            require(port >= 0 && port <= LAST_PORT, "A port must be 0 to " + LAST_PORT + ", not " + port);
        }
        return new StackPorts(kafkaPort, cassandraPort, issuerPort, gatewayPort, deliveryPort, historyPort);
    }

    private void require(boolean holds, String rule) {
        if (!holds && command != null) {
            throw new ParameterException(command.commandLine(), rule);
        }
    }

    static Path usable(Path javaHome, Optional<Jdk> found) {
        return found.filter(jdk -> jdk.feature() >= OLDEST_JAVA)
                .map(Jdk::home)
                .orElseThrow(() ->
                        new CannotStart("%s is %s. The services need Java %d or later: choose another with --java-home."
                                .formatted(
                                        javaHome,
                                        found.map(jdk -> "Java " + jdk.feature())
                                                .orElse("no Java home"),
                                        OLDEST_JAVA)));
    }
}
