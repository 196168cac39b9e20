// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.cli;

import io.posthorn.local.access.Tokens;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "token",
        description = "Prints a token of the local issuer, and nothing else. Needs a running stack.",
        footer = {
            "%nFor example:",
            "  curl -H \"Authorization: Bearer $(deploy/posthorn token user-1)\" \\",
            "       localhost:8082/v1/users/user-1/messages"
        })
final class TokenCommand implements Callable<Integer> {

    @Mixin
    private WorkOption work = new WorkOption();

    @Parameters(paramLabel = "USER", description = "Whose token. Any name will do.")
    private String user = "";

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            split = ",",
            defaultValue = "device",
            description = "device, publish, audit or admin; may be given several times (default: ${DEFAULT-VALUE}).")
    private List<String> scopes = List.of();

    @Option(
            names = "--audit-class",
            paramLabel = "CLASS",
            split = ",",
            description = "With scope audit: messages of these classes only.")
    private List<String> classes = List.of();

    @Option(
            names = "--audit-group",
            paramLabel = "GROUP",
            split = ",",
            description = "With scope audit: messages to these groups only.")
    private List<String> groups = List.of();

    @Option(
            names = "--audit-user-prefix",
            paramLabel = "PREFIX",
            split = ",",
            description = "With scope audit: users whose names begin so only.")
    private List<String> userPrefixes = List.of();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Console.of(spec)
                .print(new Tokens(work.stackFile().require())
                        .get(
                                user,
                                scopes,
                                Map.of(
                                        "auditClasses",
                                        classes,
                                        "auditGroups",
                                        groups,
                                        "auditUserPrefixes",
                                        userPrefixes)));
        return ExitCode.OK;
    }
}
