// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.jvm;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How to start a JVM. */
public record JvmCommand(
        Path javaHome, List<String> options, List<Path> classpath, String mainClass, List<String> arguments) {

    /** Options for a life of minutes: a start takes half the work, and it never gets as fast as it could. */
    public static final List<String> SHORT_LIVED = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    /**
     * Children must not hear a terminal's Ctrl-C or hang-up, which goes to all processes of the group: the parent stops
     * them in order. Signals that are ignored at exec stay ignored, and the JVM respects that.
     */
    private static final String DEAF_TO_THE_TERMINAL = "trap '' INT HUP; exec \"$@\"";

    public JvmCommand {
        options = List.copyOf(options);
        classpath = List.copyOf(classpath);
        arguments = List.copyOf(arguments);
    }

    /** @param tether the folder that has {@link Tether}; at the end, where it does not void an archive of classes */
    List<String> line(Path tether) {
        List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", DEAF_TO_THE_TERMINAL, "sh"));
        line.add(javaHome.resolve("bin/java").toString());
        line.addAll(options);
        line.add("-cp");
        line.add(Stream.concat(classpath.stream(), Stream.of(tether))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator)));
        line.add(Tether.class.getName());
        line.add(mainClass);
        line.addAll(arguments);
        return line;
    }
}
