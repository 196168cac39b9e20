// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.command;

import io.posthorn.bench.report.Report;
import io.posthorn.bench.stack.WorkPlace;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * One benchmark: a plan that is checked before anything starts, a measurement, a table and one line of JSON. Exits with 0 only
 * when the measurement is right.
 *
 * @param <P> the plan
 */
public abstract class BenchCommand<P> implements Callable<Integer> {

    @Option(names = "--work", description = "folder of the stack, which is kept; default: a temporary one")
    private @Nullable Path work;

    @Spec
    private @Nullable CommandSpec spec;

    /** @throws IllegalArgumentException naming option, value and rule */
    protected abstract P plan();

    /** @param folder empty, for all that the measurement writes */
    protected abstract Report measure(P plan, Path folder, PrintWriter progress)
            throws IOException, InterruptedException;

    @Override
    public final Integer call() throws IOException, InterruptedException {
        CommandSpec command = Objects.requireNonNull(spec);
        P plan = checkedPlan(command);
        PrintWriter progress = command.commandLine().getErr();
        try (WorkPlace place = WorkPlace.of(work)) {
            progress.println("Logs and data are in " + place.path() + " until all went well");
            progress.flush();
            Report report = measure(plan, place.path(), progress);
            print(report, command.commandLine().getOut());
            if (report.isRight()) {
                place.notNeededAnyMore();
            }
            return report.isRight() ? 0 : 1;
        }
    }

    private P checkedPlan(CommandSpec command) {
        try {
            return plan();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static void print(Report report, PrintWriter result) {
        result.print(report.table());
        result.println(report.json());
        result.flush();
    }
}
