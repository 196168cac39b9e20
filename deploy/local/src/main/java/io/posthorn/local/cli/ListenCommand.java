// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.cli;

import io.posthorn.client.PosthornClient;
import io.posthorn.client.reconnect.Closed;
import io.posthorn.contracts.wire.Subprotocol;
import io.posthorn.local.access.Tokens;
import io.posthorn.local.running.RunningStack;
import io.posthorn.local.running.StackFailure;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
        name = "listen",
        description = {
            "Is a device of a user: prints what it gets, acknowledges it, comes back after a loss. Runs until Ctrl-C.",
            "The same device continues where it stopped the next time."
        })
final class ListenCommand implements Callable<Integer> {

    private static final int SECONDS_TO_LEAVE = 5;

    @Mixin
    private WorkOption work = new WorkOption();

    @Parameters(index = "0", paramLabel = "USER", description = "Whose device.")
    private String user = "";

    @Parameters(index = "1", paramLabel = "DEVICE", description = "Any name; a new one is a new device.")
    private String device = "";

    @Option(
            names = "--resume",
            paramLabel = "WHERE",
            description = "earliest, latest or a cursor (default: where the server knows that this device stopped).")
    private @Nullable String resume;

    @Option(names = "--count", paramLabel = "N", description = "End after this many messages.")
    private @Nullable Integer count;

    @Option(names = "--proto", description = "Protobuf on the wire instead of JSON.")
    private boolean proto;

    @Option(names = "--json", description = "Each frame as one JSON object per line.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (count != null && count < 1) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "--count must be 1 or more, not " + count);
        }
        return OrderlyEnd.of(this::listen);
    }

    private int listen() throws InterruptedException, ExecutionException {
        RunningStack stack = work.stackFile().require();
        PrintingDevice printing = new PrintingDevice(Console.of(spec), json, count == null ? Integer.MAX_VALUE : count);
        PosthornClient client = connect(stack, printing);
        try {
            CompletableFuture.anyOf(printing.enough(), client.ended()).get();
        } finally {
            leave(client);
        }
        if (!printing.enough().isDone()) {
            Closed closed = client.ended().get();
            throw new StackFailure(
                    "The connection is closed for good: %d %s".formatted(closed.code(), closed.reason()));
        }
        return ExitCode.OK;
    }

    private PosthornClient connect(RunningStack stack, PrintingDevice printing) {
        try {
            return PosthornClient.builder(stack.webSocket())
                    .token(new Tokens(stack).ofDevices(user))
                    .device(device)
                    .subprotocol(proto ? Subprotocol.PROTO : Subprotocol.JSON)
                    .resume(resume)
                    .listener(printing)
                    .connect();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), String.valueOf(e.getMessage()));
        }
    }

    /** What was printed is acknowledged. */
    private static void leave(PosthornClient client) throws ExecutionException {
        boolean interrupted = Thread.interrupted();
        client.close();
        try {
            client.ended().get(SECONDS_TO_LEAVE, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            client.abort();
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
