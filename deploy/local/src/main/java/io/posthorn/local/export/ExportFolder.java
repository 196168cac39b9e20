// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.export;

import io.posthorn.local.running.StackFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The files of an export. What is not whole never has its final name. */
public record ExportFolder(Path path) {

    public static final String MANIFEST = "manifest.json";
    public static final String CHECKPOINTS = "checkpoints.json";
    static final String REQUEST = "request.json";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public static String partName(int number) {
        return "part-%05d.ndjson".formatted(number);
    }

    public static String placesName(int number) {
        return "places-%05d.ndjson".formatted(number);
    }

    public Path file(String name) {
        return path.resolve(name);
    }

    static Path partial(Path file) {
        return file.resolveSibling(file.getFileName() + ".partial");
    }

    /** What was written of a file before it is written again. */
    static Path aside(Path file) {
        return file.resolveSibling(file.getFileName() + ".before");
    }

    public boolean has(String name) {
        return Files.isRegularFile(file(name));
    }

    /** The names of all parts that are there, whole or not listed anywhere. */
    public List<String> parts() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(each -> each.getFileName().toString())
                    .filter(name -> name.matches("part-\\d{5,}\\.ndjson"))
                    .sorted()
                    .toList();
        }
    }

    /** Empty when there is no such file. @throws StackFailure it is no JSON object */
    public Optional<JsonNode> read(String name) throws IOException {
        if (!has(name)) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(Files.readAllBytes(file(name)));
            if (json.isObject()) {
                return Optional.of(json);
            }
        } catch (JacksonException e) {
            throw new StackFailure(file(name) + " cannot be read: it is no JSON", e);
        }
        throw new StackFailure(file(name) + " cannot be read: it is no JSON object");
    }

    /** Whole or not at all. */
    void write(String name, Object json) throws IOException {
        Path partial = partial(file(name));
        Files.write(
                partial,
                JSON.writeValueAsBytes(json instanceof JsonNode ? json : new TreeMap<>((java.util.Map<?, ?>) json)));
        finish(partial, file(name));
    }

    static void finish(Path partial, Path file) throws IOException {
        try (var channel = java.nio.channels.FileChannel.open(partial, java.nio.file.StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
