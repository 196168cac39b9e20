// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.backlog;

import io.posthorn.bench.command.BenchCommand;
import io.posthorn.bench.report.Report;
import io.posthorn.bench.stack.BenchStack;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code backlog}: right when every message came once and in order. */
@Command(
        name = "backlog",
        description = "A device returns to a long backlog, while others on its partition are sent messages.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class BacklogCommand extends BenchCommand<BacklogPlan> {

    @Option(names = "--messages", description = "that wait for the device")
    int messages = 100_000;

    @Option(names = "--others", description = "users on the same partition, connected")
    int others = 50;

    @Option(names = "--rate", description = "of messages to the others, in a second")
    int rate = 100;

    @Option(names = "--seconds", description = "of that load before the device returns")
    int seconds = 30;

    @Override
    protected BacklogPlan plan() {
        return new BacklogPlan(messages, others, rate, seconds);
    }

    @Override
    protected Report measure(BacklogPlan plan, Path folder, PrintWriter progress) throws InterruptedException {
        try (BenchStack stack = BenchStack.start(folder, progress)) {
            return new BacklogRun(plan, progress).on(stack);
        }
    }
}
