// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.idle;

import io.posthorn.bench.command.BenchCommand;
import io.posthorn.bench.command.GatewayOptions;
import io.posthorn.bench.report.Report;
import io.posthorn.bench.stack.BenchStack;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code idle}: right when all came in, none was lost, and all got each broadcast. */
@Command(
        name = "idle",
        description = "What a connection costs a gateway while it only exists: heap, memory, processor time.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class IdleCommand extends BenchCommand<IdlePlan> {

    @Option(names = "--connections", description = "on all gateways together; 19400 on each at most")
    private int connections = 10_000;

    @Option(names = "--gateways", description = "processes, each with a generator of its own")
    private int gateways = 1;

    @Option(names = "--devices-per-user", description = "that are connected")
    private int devicesPerUser = 1;

    @Option(names = "--addresses", description = "from which the devices of each gateway come")
    private int addresses = 16;

    /** With the time that is measured then, longer than a gateway remembers who has left. */
    @Option(names = "--pause", description = "seconds after the devices that come and go before the measurement")
    private int pause = 105;

    @Option(names = "--empty", description = "seconds that are measured without a connection")
    private int empty = 20;

    @Option(names = "--settle", description = "seconds between the last handshake and the measurement")
    private int settle = 20;

    @Option(names = "--seconds", description = "that are measured with all connections")
    private int seconds = 75;

    @Option(names = "--broadcasts", description = "to all of them at the end, one after the other")
    private int broadcasts = 3;

    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @Override
    protected IdlePlan plan() {
        return new IdlePlan(
                connections,
                devicesPerUser,
                addresses,
                new IdlePlan.Times(pause, empty, settle, seconds),
                broadcasts,
                gateway.gateways(gateways));
    }

    @Override
    protected Report measure(IdlePlan plan, Path folder, PrintWriter progress)
            throws IOException, InterruptedException {
        try (BenchStack stack = BenchStack.start(folder, progress, plan.gateways()::of)) {
            return new IdleRun(plan, stack, progress).measure(folder);
        }
    }
}
