// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.cli;

import io.posthorn.local.access.Tokens;
import io.posthorn.local.export.Download;
import io.posthorn.local.export.ExportFolder;
import io.posthorn.local.export.Manifest;
import io.posthorn.local.running.RunningStack;
import io.posthorn.local.running.StackFailure;
import io.posthorn.local.stack.Service;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        description =
                "Downloads messages, as an auditor, into a folder that can be verified. Run again, it goes on where it"
                        + " stopped.",
        footer = {
            "%nFor example:",
            "  deploy/posthorn export complaint-17 --user user-1 --purpose 'complaint 17'",
            "  deploy/posthorn verify complaint-17"
        })
final class ExportCommand implements Callable<Integer> {

    private static final String TOKEN = "POSTHORN_TOKEN";

    @Mixin
    private WorkOption work = new WorkOption();

    @Parameters(paramLabel = "FOLDER", description = "Where it goes; created where it is missing.")
    private Path folder = Path.of("");

    @Option(names = "--user", paramLabel = "USER", description = "Messages of this user only.")
    private @Nullable String user;

    @Option(names = "--group", paramLabel = "GROUP", description = "Messages to this group only.")
    private @Nullable String group;

    @Option(names = "--class", paramLabel = "CLASS", description = "Messages of this class only.")
    private @Nullable String className;

    @Option(names = "--hold", paramLabel = "HOLD", description = "Messages that this legal hold keeps.")
    private @Nullable String hold;

    @Option(names = "--from", paramLabel = "TIME", description = "Appended at this UTC time or later.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Appended before this UTC time (default: now).")
    private @Nullable String to;

    @Option(names = "--purpose", paramLabel = "TEXT", required = true, description = "Why; it is recorded.")
    private String purpose = "";

    @Option(
            names = "--auditor",
            paramLabel = "NAME",
            defaultValue = "auditor-1",
            description = "Who the auditor is (default: ${DEFAULT-VALUE}).")
    private String auditor = "";

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "Of another history-service than the local stack's; the token is then taken from the environment"
                            + " variable " + TOKEN + ".")
    private @Nullable URI url;

    @Option(
            names = "--part-rows",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Rows of a part at most (default: ${DEFAULT-VALUE}).")
    private long partRows;

    @Option(
            names = "--part-bytes",
            paramLabel = "N",
            defaultValue = "67108864",
            description = "Bytes of a part at most (default: ${DEFAULT-VALUE}).")
    private long partBytes;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, IOException {
        require(partRows >= 1, "--part-rows must be 1 or more, not " + partRows);
        require(partBytes >= 1, "--part-bytes must be 1 or more, not " + partBytes);
        Console console = Console.of(spec);
        URI history = url;
        String token;
        if (history == null) {
            RunningStack stack = work.stackFile().require();
            history = stack.uri(Service.HISTORY);
            token = new Tokens(stack).get(auditor, "audit");
        } else {
            token = System.getenv().getOrDefault(TOKEN, "");
            if (token.isEmpty()) {
                throw new StackFailure("With --url a token is needed, in the environment variable " + TOKEN + ".");
            }
        }
        Download.Request request = new Download.Request(query(), partRows, partBytes, purpose);
        Manifest made = new Download(new ExportFolder(folder), history, token, request, console::log).run();
        console.print(
                "%d rows in %d parts in %s".formatted(made.rows(), made.parts().size(), folder));
        return ExitCode.OK;
    }

    private Map<String, String> query() {
        Map<String, String> query = new TreeMap<>();
        put(query, "user", user);
        put(query, "group", group);
        put(query, "class", className);
        put(query, "hold", hold);
        put(query, "from", from);
        put(query, "to", to);
        return query;
    }

    private static void put(Map<String, String> query, String name, @Nullable String value) {
        if (value != null) {
            query.put(name, value);
        }
    }

    private void require(boolean holds, String rule) {
        if (!holds) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), rule);
        }
    }
}
