// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.latency;

import io.posthorn.bench.stack.BenchStack;
import io.posthorn.bench.stack.WorkPlace;
import io.posthorn.contracts.wire.Subprotocol;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code latency}: exits with 0 only when every message came once and in order. */
@Command(
        name = "latency",
        description =
                "From the intended time of a publish to Kafka until the frame is on the socket, under a fixed rate.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class LatencyCommand implements Callable<Integer> {

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

    @Option(names = "--work", description = "folder of the stack, which is kept; default: a temporary one")
    @Nullable
    Path work;

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        CommandSpec command = Objects.requireNonNull(spec);
        LatencyPlan plan = plan(command);
        PrintWriter progress = command.commandLine().getErr();
        LatencyReport report = measure(plan, progress);
        PrintWriter result = command.commandLine().getOut();
        result.print(report.table());
        result.println(report.json());
        result.flush();
        return report.isRight() ? 0 : 1;
    }

    private LatencyReport measure(LatencyPlan plan, PrintWriter progress) throws IOException, InterruptedException {
        try (WorkPlace place = WorkPlace.of(work)) {
            progress.println("Logs and data are in " + place.path() + " until all went well");
            try (BenchStack stack = BenchStack.start(place.path(), progress)) {
                LatencyReport report = new LatencyRun(plan).on(stack);
                if (report.isRight()) {
                    place.notNeededAnyMore();
                }
                return report;
            }
        }
    }

    private LatencyPlan plan(CommandSpec command) {
        try {
            return new LatencyPlan(
                    new LatencyPlan.Load(rate, warmup, seconds),
                    new LatencyPlan.Audience(users, devices, subprotocol(subprotocol)),
                    new LatencyPlan.Content(className, bytes));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static Subprotocol subprotocol(String name) {
        return Subprotocol.of("posthorn.v1." + name)
                .orElseThrow(
                        () -> new IllegalArgumentException("--subprotocol is " + name + ", allowed: json or proto"));
    }
}
