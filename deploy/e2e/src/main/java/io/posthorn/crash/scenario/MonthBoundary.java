// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** History's rows lie in months: the whole platform and its scenario run while one ends and the next begins. */
@Command(
        name = "month-boundary",
        description = "Plays another scenario with all clocks so set that a month ends meanwhile. Needs libfaketime.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class MonthBoundary implements Callable<Integer> {

    @Option(names = "--after", description = "seconds from the start of the scenario to the end of the month")
    int after = 75;

    @Option(names = "--play", split = " ", description = "the other scenario and its options")
    List<String> play = List.of("silent-last-frame", "--rounds", "2");

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Optional<FakeTime> faketime = FakeTime.ofThisMachine();
        if (faketime.isEmpty()) {
            Objects.requireNonNull(spec).commandLine().getErr().println(FakeTime.MISSING);
            return 2;
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dposthorn.home=" + System.getProperty("posthorn.home"),
                "-cp",
                System.getProperty("java.class.path"),
                ScenarioCommand.class.getName()));
        command.addAll(play);
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(faketime.get().environment(ahead(Instant.now(), Duration.ofSeconds(after))));
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return process.waitFor();
    }

    /** How far clocks must be ahead so that the month ends so much later. */
    static Duration ahead(Instant now, Duration later) {
        Instant end = YearMonth.from(now.atOffset(ZoneOffset.UTC))
                .plusMonths(1)
                .atDay(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        return Duration.between(now.plus(later), end);
    }
}
