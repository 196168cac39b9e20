// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench;

import io.posthorn.bench.backlog.BacklogCommand;
import io.posthorn.bench.history.HistoryCommand;
import io.posthorn.bench.idle.IdleCommand;
import io.posthorn.bench.latency.LatencyCommand;
import io.posthorn.bench.state.StateCommand;
import io.posthorn.bench.storm.StormCommand;
import io.posthorn.local.machine.CannotStart;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program behind {@code deploy/bench/run}. */
@Command(
        name = "deploy/bench/run",
        description =
                "Starts a stack of its own, loads it, measures it, and stops it. The last line is one JSON object.",
        mixinStandardHelpOptions = true,
        subcommands = {
            HistoryCommand.class,
            LatencyCommand.class,
            BacklogCommand.class,
            StateCommand.class,
            IdleCommand.class,
            StormCommand.class
        })
public final class Bench {

    private Bench() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof CannotStart) {
                        command.getErr().println(failure.getMessage());
                    } else {
                        failure.printStackTrace(command.getErr());
                    }
                    return command.getCommandSpec().exitCodeOnExecutionException();
                });
    }
}
