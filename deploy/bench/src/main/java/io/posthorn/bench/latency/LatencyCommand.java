// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.latency;

import io.posthorn.bench.command.BenchCommand;
import io.posthorn.bench.report.Report;
import io.posthorn.bench.stack.BenchStack;
import io.posthorn.contracts.wire.Subprotocol;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code latency}: right when every message came once and in order. */
@Command(
        name = "latency",
        description =
                "From the intended time of a publish to Kafka until the frame is on the socket, under a fixed rate.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class LatencyCommand extends BenchCommand<LatencyPlan> {

    @Option(names = "--rate", description = "notifications in a second")
    int rate = 500;

    @Option(names = "--users", description = "who take turns as their target")
    int users = 1_000;

    @Option(names = "--seconds", description = "that are measured")
    int seconds = 30;

    @Option(names = "--warmup", description = "seconds of the same load before")
    int warmup = 30;

    @Option(names = "--devices", description = "of each user, all connected")
    int devices = 1;

    @Option(names = "--subprotocol", description = "json or proto")
    String subprotocol = "json";

    @Option(names = "--bytes", description = "of the body of a notification")
    int bytes = 300;

    @Option(names = "--class", description = "of the notifications")
    String className = "chat";

    @Override
    protected LatencyPlan plan() {
        return new LatencyPlan(
                new LatencyPlan.Load(rate, warmup, seconds),
                new LatencyPlan.Audience(users, devices, subprotocol(subprotocol)),
                new LatencyPlan.Content(className, bytes));
    }

    @Override
    protected Report measure(LatencyPlan plan, Path folder, PrintWriter progress) throws InterruptedException {
        try (BenchStack stack = BenchStack.start(folder, progress)) {
            return new LatencyRun(plan).on(stack);
        }
    }

    private static Subprotocol subprotocol(String name) {
        return Subprotocol.of("posthorn.v1." + name)
                .orElseThrow(
                        () -> new IllegalArgumentException("--subprotocol is " + name + ", allowed: json or proto"));
    }
}
