// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.state;

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

/** {@code state}: fills the router's state without history, so that nothing leaves, then takes it away from its owner. */
@Command(
        name = "state",
        description = "Bytes of the router's state for each user and message that waits, and the time to restore it.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class StateCommand implements Callable<Integer> {

    @Option(names = "--users", description = "each with one device")
    int users = 100_000;

    @Option(names = "--pending", description = "messages that wait")
    int pending = 500_000;

    @Option(names = "--bytes", description = "of the body of a notification")
    int bytes = 300;

    @Option(names = "--instances", description = "of delivery; of two the first is killed")
    int instances = 1;

    @Option(names = "--standbys", description = "0, or 1 with two instances")
    int standbys;

    @Option(names = "--work", description = "folder of the stack, which is kept; default: a temporary one")
    @Nullable
    Path work;

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        CommandSpec command = Objects.requireNonNull(spec);
        StatePlan plan = plan(command);
        PrintWriter progress = command.commandLine().getErr();
        try (WorkPlace place = WorkPlace.of(work)) {
            StateReport report = new StateRun(plan, place.path(), progress).measure();
            PrintWriter result = command.commandLine().getOut();
            result.print(report.table());
            result.println(report.json());
            result.flush();
            place.notNeededAnyMore();
        }
        return 0;
    }

    private StatePlan plan(CommandSpec command) {
        try {
            return new StatePlan(users, pending, bytes, instances, standbys);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
