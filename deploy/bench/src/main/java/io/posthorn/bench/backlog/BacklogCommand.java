// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.backlog;

import io.posthorn.bench.stack.BenchStack;
import io.posthorn.bench.stack.WorkPlace;
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

/** {@code backlog}: exits with 0 only when every message came once and in order. */
@Command(
        name = "backlog",
        description = "A device returns to a long backlog, while others on its partition are sent messages.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class BacklogCommand implements Callable<Integer> {

    @Option(names = "--messages", description = "that wait for the device")
    int messages = 100_000;

    @Option(names = "--others", description = "users on the same partition, connected")
    int others = 50;

    @Option(names = "--rate", description = "of messages to the others, in a second")
    int rate = 100;

    @Option(names = "--seconds", description = "of that load before the device returns")
    int seconds = 30;

    @Option(names = "--work", description = "folder of the stack, which is kept; default: a temporary one")
    @Nullable
    Path work;

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        CommandSpec command = Objects.requireNonNull(spec);
        BacklogPlan plan = plan(command);
        PrintWriter progress = command.commandLine().getErr();
        try (WorkPlace place = WorkPlace.of(work);
                BenchStack stack = BenchStack.start(place.path(), progress)) {
            BacklogReport report = new BacklogRun(plan, progress).on(stack);
            PrintWriter result = command.commandLine().getOut();
            result.print(report.table());
            result.println(report.json());
            result.flush();
            if (report.isRight()) {
                place.notNeededAnyMore();
            }
            return report.isRight() ? 0 : 1;
        }
    }

    private BacklogPlan plan(CommandSpec command) {
        try {
            return new BacklogPlan(messages, others, rate, seconds);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
