// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code deploy/posthorn}: ends with 0 when all went well, 1 when something failed, 2 when the command line is wrong. */
@Command(
        name = "deploy/posthorn",
        description = "Posthorn on this computer: real Kafka, real Cassandra, the three services.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%n",
        footer = {
            "Start with:  deploy/posthorn demo",
            "Details of a command:  deploy/posthorn COMMAND --help",
        },
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            SendCommand.class,
            ListenCommand.class,
            HistoryCommand.class,
            ExportCommand.class,
            VerifyCommand.class,
            TokenCommand.class,
            PrepareCommand.class,
        })
public final class PosthornCommand {

    private static final int USAGE_WIDTH = 110;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    private boolean help;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new PosthornCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false)
                .setUsageHelpWidth(USAGE_WIDTH)
                .setUsageHelpLongOptionsMaxWidth(36)
                .setParameterExceptionHandler(new Failures())
                .setExecutionExceptionHandler(new Failures());
    }
}
