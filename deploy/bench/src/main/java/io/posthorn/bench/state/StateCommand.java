// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.state;

import io.posthorn.bench.command.BenchCommand;
import io.posthorn.bench.report.Report;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code state}: fills the router's state without history, so that nothing leaves, then takes it away from its owner. */
@Command(
        name = "state",
        description = "Bytes of the router's state for each user and message that waits, and the time to restore it.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class StateCommand extends BenchCommand<StatePlan> {

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

    @Override
    protected StatePlan plan() {
        return new StatePlan(users, pending, bytes, instances, standbys);
    }

    @Override
    protected Report measure(StatePlan plan, Path folder, PrintWriter progress) throws InterruptedException {
        return new StateRun(plan, folder, progress).measure();
    }
}
