// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.storm;

import io.posthorn.bench.command.BenchCommand;
import io.posthorn.bench.command.GatewayOptions;
import io.posthorn.bench.report.Report;
import io.posthorn.bench.stack.BenchStack;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code storm}: right when each device came in or was refused, and the others lost nothing. */
@Command(
        name = "storm",
        description = "Devices connect at fixed rates, whatever becomes of those before, while others get messages.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class StormCommand extends BenchCommand<StormPlan> {

    @Option(
            names = "--rates",
            split = ",",
            description = "of devices in a second: a storm at each, one after the other")
    private List<Integer> rates = List.of(50, 100, 150, 200);

    @Option(names = "--seconds", description = "that each storm lasts")
    private int seconds = 30;

    @Option(names = "--others", description = "users who are there before and get messages")
    private int others = 200;

    @Option(names = "--message-rate", description = "of messages to the others, in a second")
    private int messageRate = 100;

    @Option(
            names = "--warmup",
            description = "seconds of messages, and then a storm at the highest rate, that do not count")
    private int warmup = 30;

    @Option(names = "--quiet", description = "seconds of messages before each storm")
    private int quiet = 30;

    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @Override
    protected StormPlan plan() {
        return new StormPlan(
                rates, seconds, new StormPlan.Others(others, messageRate, warmup, quiet), gateway.gateways(1));
    }

    @Override
    protected Report measure(StormPlan plan, Path folder, PrintWriter progress)
            throws IOException, InterruptedException {
        try (BenchStack stack = BenchStack.start(folder, progress, plan.gateways()::of)) {
            return new StormRun(plan, stack, progress).measure(folder);
        }
    }
}
