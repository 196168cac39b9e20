// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash;

import io.posthorn.crash.fault.Notebook;
import io.posthorn.crash.report.Report;
import io.posthorn.crash.scenario.ScenarioCommand;
import io.posthorn.crash.stack.CrashStack;
import io.posthorn.local.machine.CannotStart;
import io.posthorn.local.stack.Preparation;
import io.posthorn.local.stack.StackConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program behind {@code deploy/e2e/crash}: exits with 0 only when nothing that was promised was broken. */
@Command(
        name = "deploy/e2e/crash",
        description =
                "Starts a platform of its own, loads it, kills its processes, and checks that nothing was lost. The last line is one JSON object.",
        subcommands = ScenarioCommand.class,
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class Crash implements Callable<Integer> {

    private static final long SEEDS = 1_000_000;
    private static final Duration CALM = Duration.ofSeconds(20);

    @Option(names = "--minutes", description = "of load and faults")
    double minutes = 20;

    @Option(names = "--seed", description = "of all choices; default: drawn and printed")
    @Nullable
    Long seed;

    @Option(names = "--devices", description = "in all")
    int devices = 200;

    @Option(names = "--gateways", description = "instances")
    int gateways = 2;

    @Option(names = "--delivery", description = "instances")
    int delivery = 2;

    @Option(names = "--rate", description = "notifications in a second")
    int rate = 60;

    @Option(names = "--work", description = "folder for data, logs and evidence; default: a temporary one")
    @Nullable
    Path work;

    @Spec
    @Nullable
    CommandSpec spec;

    private Crash() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Crash()).setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof CannotStart) {
                command.getErr().println(failure.getMessage());
            } else {
                failure.printStackTrace(command.getErr());
            }
            return command.getCommandSpec().exitCodeOnExecutionException();
        });
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        CommandSpec command = Objects.requireNonNull(spec);
        CrashPlan plan = plan(command);
        PrintWriter progress = command.commandLine().getErr();
        Notebook notebook = line -> tell(progress, line);
        notebook.write("seed " + plan.seed() + ", logs and evidence in " + plan.work());
        Preparation.of(StackConfig.homeOfThisBuild());
        Report report = new CrashRun(plan, notebook).run();
        PrintWriter result = command.commandLine().getOut();
        report.lines().forEach(result::println);
        result.println(report.json());
        result.flush();
        return report.isRight() ? 0 : 1;
    }

    private static synchronized void tell(PrintWriter progress, String line) {
        progress.println(LocalTime.now().truncatedTo(ChronoUnit.MILLIS) + " " + line);
        progress.flush();
    }

    private CrashPlan plan(CommandSpec command) throws IOException {
        try {
            var size = new CrashPlan.Size(new CrashStack.Size(gateways, delivery), devices, rate);
            var course = new CrashPlan.Course(CALM, Duration.ofMillis((long) (minutes * 60_000)), List.of());
            Path folder = work == null ? Files.createTempDirectory("posthorn-crash-") : empty(work);
            return new CrashPlan(folder, seed == null ? System.nanoTime() % SEEDS : seed, size, course);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** What an earlier run left is not in the ledger of this one. */
    private static Path empty(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(Files.createDirectories(folder))) {
            if (found.findAny().isPresent()) {
                throw new IllegalArgumentException("work is " + folder + ", allowed: a folder with nothing in it");
            }
            return folder;
        }
    }
}
