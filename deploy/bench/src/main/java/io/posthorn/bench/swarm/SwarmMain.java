// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.swarm;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A process full of devices. Started by the benchmarks, and told by them what to do. */
@Command(name = "swarm", description = "Connects devices as it is told on its port.")
public final class SwarmMain implements Callable<Integer> {

    @Option(names = "--port", required = true, description = "where it is told what to do")
    private int port;

    @Option(names = "--gateway", required = true, description = "ws://…/ws")
    private URI gateway = URI.create("ws://localhost/ws");

    @Option(names = "--tickets", required = true, description = "file with user, device and token on each line")
    private Path tickets = Path.of("");

    @Option(names = "--network", required = true, description = "the third number of its source addresses")
    private int network;

    @Option(names = "--addresses", required = true, description = "source addresses")
    private int addresses;

    @Option(names = "--ack-within", required = true, description = "milliseconds")
    private int ackWithin;

    /** As the command line says it. */
    public static List<String> arguments(
            int port, URI gateway, Path tickets, int network, int addresses, Duration ackWithin) {
        return List.of(
                "--port=" + port,
                "--gateway=" + gateway,
                "--tickets=" + tickets,
                "--network=" + network,
                "--addresses=" + addresses,
                "--ack-within=" + ackWithin.toMillis());
    }

    public static void main(String[] args) {
        System.exit(new CommandLine(new SwarmMain()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        var settings =
                new Swarm.Settings(gateway, tickets, new Sources(network, addresses), Duration.ofMillis(ackWithin));
        Swarm swarm = new Swarm(settings);
        ControlPort control = new ControlPort(port, swarm);
        try (swarm) {
            swarm.run();
        } finally {
            control.close();
        }
        return 0;
    }
}
