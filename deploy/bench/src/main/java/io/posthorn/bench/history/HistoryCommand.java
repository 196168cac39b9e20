// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.history;

import io.posthorn.bench.command.BenchCommand;
import io.posthorn.bench.report.Report;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code history}: right when every answer was, and every page. */
@Command(
        name = "history",
        description = "Messages become rows; then users' first pages are asked for, and pages for devices.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class HistoryCommand extends BenchCommand<HistoryPlan> {

    @Option(names = "--messages", description = "in all")
    int messages = 5_000_000;

    @Option(names = "--users", description = "who take turns")
    int users = 100_000;

    @Option(names = "--heavy", description = "messages of one more user, spread over all")
    int heavy = 500_000;

    @Option(names = "--bytes", description = "of text in each body")
    int bytes = 300;

    @Option(names = "--days", description = "over which the messages are spread, until now")
    int days = 30;

    @Option(names = "--questions", description = "of each kind")
    int questions = 3_000;

    @Option(names = "--rate", description = "of questions in a second")
    int rate = 50;

    @Option(names = "--pages", description = "for devices, of each kind")
    int pages = 2_000;

    @Option(names = "--connected", description = "users whose connections are asked for; 0: none")
    int connected = 10_000;

    @Option(
            names = "--receipts",
            description = "users whose newest messages have receipts, about which is asked; 0: none")
    int receipts = 10_000;

    @Option(names = "--export", description = "is made and verified: ${COMPLETION-CANDIDATES}")
    Exports.Scope exported = Exports.Scope.HEAVY;

    @Override
    protected HistoryPlan plan() {
        return new HistoryPlan(
                new HistoryPlan.Messages(messages, users, heavy, bytes, days),
                new HistoryPlan.Reads(questions, rate, pages, connected, receipts, exported));
    }

    @Override
    protected Report measure(HistoryPlan plan, Path folder, PrintWriter progress) throws InterruptedException {
        return new HistoryRun(plan, folder, progress).measure();
    }
}
