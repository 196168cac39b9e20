// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.cli;

import io.posthorn.local.running.SupervisedStack;
import io.posthorn.local.stack.StackConfig;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "up",
        description = {
            "Starts everything, and runs until Ctrl-C.",
            "Prints each address when it really answers, and \"ready\" as its last line. Data is kept for the next start."
        })
final class UpCommand implements Callable<Integer> {

    @Mixin
    private StackOptions options = new StackOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        return OrderlyEnd.of(this::run);
    }

    private int run() {
        Console console = Console.of(spec);
        StackConfig config = options.config(StackConfig::homeOfThisBuild);
        console.log("Starting in " + config.work() + ", where data and logs are.");
        try (SupervisedStack stack = SupervisedStack.start(config, console::ready, console::log)) {
            console.print("ready");
            stack.runUntilInterrupted();
            console.log("Stopping.");
        }
        return ExitCode.OK;
    }
}
