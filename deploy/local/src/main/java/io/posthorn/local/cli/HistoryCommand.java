// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.cli;

import io.posthorn.local.access.HistoryReader;
import io.posthorn.local.access.HistoryReader.Question;
import io.posthorn.local.access.Tokens;
import io.posthorn.local.running.RunningStack;
import java.util.Objects;
import java.util.Optional;
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
import tools.jackson.databind.JsonNode;

@Command(
        name = "history",
        description =
                "Prints what a user was sent, as Cassandra has it: as that user, or as an auditor, which is recorded.")
final class HistoryCommand implements Callable<Integer> {

    @Mixin
    private WorkOption work = new WorkOption();

    @Parameters(paramLabel = "USER", description = "Whose messages.")
    private String user = "";

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many at most (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(
            names = "--order",
            paramLabel = "ORDER",
            defaultValue = "desc",
            description = "desc: the newest first; asc: the oldest first (default: ${DEFAULT-VALUE}).")
    private Order order = Order.DESC;

    @Option(names = "--audit", description = "Read as an auditor. Needs --purpose.")
    private boolean audit;

    @Option(names = "--purpose", paramLabel = "TEXT", description = "Why an auditor reads; it is recorded.")
    private @Nullable String purpose;

    @Option(
            names = "--auditor",
            paramLabel = "NAME",
            defaultValue = "auditor-1",
            description = "Who the auditor is (default: ${DEFAULT-VALUE}).")
    private String auditor = "";

    @Option(names = "--json", description = "One JSON object per line.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    private enum Order {
        ASC,
        DESC;

        @Override
        public String toString() {
            return this == ASC ? "asc" : "desc";
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        require(limit >= 1, "--limit must be 1 or more, not " + limit);
        require(audit == (purpose != null), "--audit and --purpose belong together");
        Console console = Console.of(spec);
        RunningStack stack = work.stackFile().require();
        Tokens tokens = new Tokens(stack);
        String token = audit ? tokens.get(auditor, "audit") : tokens.get(user, "device");
        int read = new HistoryReader(stack, token)
                .read(
                        new Question(user, order.toString(), limit, Optional.ofNullable(purpose)),
                        message -> console.print(json ? message.toString() : line(message)));
        console.log(read + (read == 1 ? " message" : " messages"));
        return ExitCode.OK;
    }

    private void require(boolean holds, String rule) {
        if (!holds) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), rule);
        }
    }

    private static String line(JsonNode message) {
        return MessageLine.of(
                message.path("appendedAt").asString(""),
                message.path("source").asString("") + "/" + message.path("id").asString(""),
                message.path("class").asString(""),
                message.path("title").asString(""),
                message.path("body").asString(""));
    }
}
