// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.unpacked;

import io.posthorn.local.machine.Jdk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Makes what {@link UnpackedJar} finds: unpacks a jar and starts it once, up to where it would begin to work, so that the
 * classes it has loaded until then can be archived. A start with the archive needs half the work of one from the jar.
 */
public final class Training {

    /** Spring ends when all is wired and before anything is started. */
    private static final String UP_TO_THE_START = "-Dspring.context.exit=onRefresh";

    private Training() {}

    /**
     * Does nothing where it was done.
     *
     * @param jvmOptions and arguments as of a real start; nobody has to answer where they point to
     * @throws IOException saying where the log is
     */
    public static void of(Path jar, List<String> jvmOptions, List<String> arguments)
            throws IOException, InterruptedException {
        UnpackedJar unpacked = UnpackedJar.of(jar).isPresent() ? UnpackedJar.place(jar) : UnpackedJar.make(jar);
        if (Files.exists(unpacked.archive())) {
            return;
        }
        Path fresh = unpacked.folder().resolve("fresh.jsa");
        Command.run(
                line(unpacked, fresh, jvmOptions, arguments), unpacked.folder().resolve("training.log"));
        Files.move(fresh, unpacked.archive());
        forgetOlder(unpacked.folder());
    }

    private static List<String> line(
            UnpackedJar unpacked, Path archive, List<String> jvmOptions, List<String> arguments) throws IOException {
        List<String> line =
                new ArrayList<>(List.of(Jdk.running().home().resolve("bin/java").toString()));
        line.addAll(jvmOptions);
        line.addAll(List.of(
                "-XX:ArchiveClassesAtExit=" + archive,
                UP_TO_THE_START,
                "-cp",
                unpacked.jar().toString(),
                mainClass(unpacked.jar())));
        line.addAll(arguments);
        return line;
    }

    private static String mainClass(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
        }
    }

    /** One older build is kept, because it may be running. */
    private static void forgetOlder(Path newest) throws IOException {
        List<Path> older;
        try (Stream<Path> all = Files.list(newest.getParent())) {
            older = all.filter(folder -> !folder.equals(newest))
                    .sorted(Comparator.comparing(Training::time).reversed())
                    .skip(1)
                    .toList();
        }
        for (Path folder : older) {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path each : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    private static long time(Path folder) {
        try {
            return Files.getLastModifiedTime(folder).toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
