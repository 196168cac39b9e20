// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** {@code stack.json} in a work folder: there as long as the stack runs, and older than it never. */
public final class StackFile {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path path;

    private StackFile(Path path) {
        this.path = path;
    }

    public static StackFile in(Path work) {
        return new StackFile(work.resolve("stack.json"));
    }

    /** Empty when no stack runs; what a killed one left behind does not count. */
    public Optional<RunningStack> find() {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(path), RunningStack.class))
                    .filter(stack -> stack.owner().isAlive());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | JacksonException e) {
            throw new StackFailure(
                    path + " cannot be read. If no stack runs there, delete it; if one does, stop and start it.", e);
        }
    }

    /** @throws StackFailure when no stack runs there */
    public RunningStack require() {
        return find().orElseThrow(() -> new StackFailure(
                "No local stack is running in %s. Start one with: deploy/posthorn up (or name its folder with --work)"
                        .formatted(path.getParent())));
    }

    void write(RunningStack stack) {
        try {
            Path written = Files.createTempFile(path.getParent(), "stack", ".tmp");
            Files.write(written, JSON.writeValueAsBytes(stack));
            Files.move(written, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
