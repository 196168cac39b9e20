// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.machine;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** A Java installation: where it is and which feature release it has (17, 21, ...). */
public record Jdk(Path home, int feature) {

    public static Jdk running() {
        return new Jdk(
                Path.of(System.getProperty("java.home")), Runtime.version().feature());
    }

    /** What the {@code release} file of a Java home says; empty where there is no Java. */
    public static Optional<Jdk> at(Path home) {
        Path release = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isReadable(release)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(release)) {
            properties.load(reader);
        } catch (IOException e) {
            return Optional.empty();
        }
        return feature(properties.getProperty("JAVA_VERSION", "")).map(feature -> new Jdk(home, feature));
    }

    /** The feature release in {@code "17.0.15"} (with or without quotes). */
    static Optional<Integer> feature(String version) {
        try {
            return Optional.of(Runtime.Version.parse(version.replace("\"", "")).feature());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
