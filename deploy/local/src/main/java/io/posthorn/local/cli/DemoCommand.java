// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.cli;

import io.posthorn.local.demo.Demo;
import io.posthorn.local.running.RunningStack;
import io.posthorn.local.running.StackFile;
import io.posthorn.local.running.SupervisedStack;
import io.posthorn.local.stack.StackConfig;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        description = {
            "Shows the main job: live delivery, a device that was away, a killed gateway, a new device.",
            "Uses the stack that runs, or starts one and stops it again; its options count then.",
            "Ends with 0 only if nothing was missing, repeated or out of order."
        })
final class DemoCommand implements Callable<Integer> {

    @Mixin
    private StackOptions options = new StackOptions();

    @Option(
            names = "--user",
            paramLabel = "USER",
            defaultValue = "user-1",
            description = "Whose devices are shown (default: ${DEFAULT-VALUE}).")
    private String user = "";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        return OrderlyEnd.of(this::run);
    }

    private int run() throws InterruptedException {
        Console console = Console.of(spec);
        StackConfig config = options.config(StackConfig::homeOfThisBuild);
        StackFile file = options.work().stackFile();
        Optional<RunningStack> running = file.find();
        if (running.isPresent()) {
            console.log("On the stack that runs in " + config.work());
            return show(console, running.get(), file);
        }
        console.log("Starting a stack in " + config.work() + ", where data and logs are.");
        try (SupervisedStack stack = SupervisedStack.start(config, console::ready, console::log)) {
            return show(console, stack.running(), file);
        }
    }

    private int show(Console console, RunningStack stack, StackFile file) throws InterruptedException {
        boolean asPromised = new Demo(stack, file, user, console.out()).run();
        return asPromised ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
