// SPDX-License-Identifier: Apache-2.0
package io.posthorn.e2e.rig;

import static org.assertj.core.api.Assertions.assertThat;

import io.posthorn.local.running.Owner;
import io.posthorn.local.running.RunningStack;
import io.posthorn.local.server.CassandraServer;
import io.posthorn.local.stack.StackConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** A shell in the project's folder, whose user has this stack running on the usual ports. */
public final class Terminal {

    private static final int PATIENCE_SECONDS = 90;

    private final Path folder;
    private final Map<String, String> addresses;

    /** How a command ended, and all that it printed. */
    public record Outcome(int exitCode, String output) {}

    /** @param folder empty; {@code deploy/posthorn} finds the stack in it */
    public Terminal(Posthorn posthorn, Path folder) {
        this.folder = folder;
        CassandraServer cassandra = posthorn.cassandra();
        addresses = Map.of(
                "localhost:8080", "localhost:" + posthorn.gateway(1).port(),
                "localhost:8081", "localhost:" + posthorn.delivery().port(),
                "localhost:8082", "localhost:" + posthorn.history().port(),
                "localhost:8083", URI.create(posthorn.issuer()).getAuthority(),
                "localhost:9092", posthorn.kafka().bootstrapServers(),
                "localhost:9042", cassandra.host() + ":" + cassandra.port());
        announce(posthorn);
    }

    private void announce(Posthorn posthorn) {
        ProcessHandle self = ProcessHandle.current();
        RunningStack stack = new RunningStack(
                new Owner(self.pid(), self.info().startInstant().orElse(Instant.EPOCH)),
                posthorn.kafka().bootstrapServers(),
                posthorn.cassandra().host() + ":" + posthorn.cassandra().port(),
                URI.create(posthorn.issuer()),
                Map.of(
                        posthorn.gateway(1).name(), posthorn.gateway(1).uri(),
                        posthorn.delivery().name(), posthorn.delivery().uri(),
                        posthorn.history().name(), posthorn.history().uri()),
                Map.of());
        try {
            Path work = Files.createDirectories(folder.resolve("posthorn"));
            Files.write(work.resolve("stack.json"), JsonMapper.shared().writeValueAsBytes(stack));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What commands print that must all end well. */
    public String output(String commands) {
        try {
            Outcome outcome = run(commands);
            assertThat(outcome.exitCode())
                    .as("Exit code of%n%s%n%s", commands, outcome.output())
                    .isZero();
            return outcome.output();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a command runs", e);
        }
    }

    /** The first command that fails ends it. */
    public Outcome run(String commands) throws IOException, InterruptedException {
        String here = commands;
        for (Map.Entry<String, String> address : addresses.entrySet()) {
            here = here.replace(address.getKey(), address.getValue());
        }
        Path output = Files.createTempFile(folder, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder("bash", "-e", "-u", "-o", "pipefail", "-c", here)
                .directory(StackConfig.homeOfThisBuild().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("XDG_DATA_HOME", folder.toString());
        Process shell = builder.start();
        shell.getOutputStream().close();
        if (!shell.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
            throw new AssertionError(
                    "Not done after %d s:%n%s%n%s".formatted(PATIENCE_SECONDS, here, Files.readString(output)));
        }
        return new Outcome(shell.exitValue(), Files.readString(output));
    }
}
