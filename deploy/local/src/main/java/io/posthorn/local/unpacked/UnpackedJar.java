// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.unpacked;

import io.posthorn.local.machine.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An executable jar of Spring Boot, unpacked in {@code unpacked} beside it, for the Java that runs this. A build that takes
 * the jar's place does not disturb who runs from here.
 */
public final class UnpackedJar {

    private final Path folder;
    private final String name;

    private UnpackedJar(Path folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    /** Empty where this very jar was not unpacked for this Java. */
    public static Optional<UnpackedJar> of(Path jar) throws IOException {
        return Optional.of(place(jar)).filter(unpacked -> Files.isReadable(unpacked.jar()));
    }

    static UnpackedJar place(Path jar) throws IOException {
        Path folder = jar.resolveSibling("unpacked")
                .resolve(Fingerprint.of(jar) + "-java-"
                        + Runtime.version().toString().replaceAll("[^\\w.+-]", "_"));
        return new UnpackedJar(folder, jar.getFileName().toString());
    }

    /** Unpacked by what the jar brings for it. {@link #of} finds it when that is done, and not before. */
    static UnpackedJar make(Path jar) throws IOException, InterruptedException {
        UnpackedJar unpacked = place(jar);
        Files.createDirectories(unpacked.folder.getParent());
        Path fresh = Files.createTempDirectory(unpacked.folder.getParent(), "fresh");
        Command.run(
                List.of(
                        Jdk.running().home().resolve("bin/java").toString(),
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        fresh.toString()),
                fresh.resolve("extract.log"));
        Files.move(fresh, unpacked.folder);
        return unpacked;
    }

    /** Its class path is in its manifest. */
    public Path jar() {
        return folder.resolve(name);
    }

    /** With the archive, where there is one. */
    public List<String> jvmOptions() {
        return Files.isReadable(archive()) ? List.of("-XX:SharedArchiveFile=" + archive()) : List.of();
    }

    Path archive() {
        return folder.resolve("classes.jsa");
    }

    Path folder() {
        return folder;
    }
}
