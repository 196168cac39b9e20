// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.server;

import io.posthorn.local.machine.CannotStart;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Texts beside this class: settings of the servers, and their class paths, which the build of two other modules writes. */
enum ServerResource {
    KAFKA_CLASSPATH("kafka.classpath"),
    KAFKA_SETTINGS("kafka.properties"),
    CASSANDRA_CLASSPATH("cassandra.classpath"),
    CASSANDRA_JVM("cassandra.jvm"),
    CASSANDRA_LOGGING("cassandra-logback.xml"),
    CASSANDRA_SETTINGS("cassandra.yaml");

    private final String file;

    ServerResource(String file) {
        this.file = file;
    }

    String text() throws IOException {
        try (InputStream stream = Objects.requireNonNull(ServerResource.class.getResourceAsStream(file), file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The lines without comments and empty ones. */
    List<String> lines() throws IOException {
        return text().lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    /** @throws CannotStart when a jar that the build found is not there any more */
    List<Path> jars() throws IOException {
        List<Path> jars = Stream.of(text().strip().split(File.pathSeparator))
                .map(Path::of)
                .toList();
        jars.stream().filter(jar -> !Files.isReadable(jar)).findFirst().ifPresent(jar -> {
            throw new CannotStart(
                    "%s is missing; %s was written by the build on this machine. Build again: ./mvnw -DskipTests package"
                            .formatted(jar, file));
        });
        return jars;
    }

    /** The version in the name of one of the jars. */
    String version(String artifact) {
        try {
            return jars().stream()
                    .map(jar -> jar.getFileName().toString())
                    .filter(name -> name.startsWith(artifact + "-"))
                    .map(name -> name.substring(artifact.length() + 1, name.length() - ".jar".length()))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
