// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The JDKs found where they are usually installed. */
public final class InstalledJdks {

    private InstalledJdks() {}

    public static List<Jdk> find() {
        return places().flatMap(InstalledJdks::childrenOf)
                .map(Jdk::at)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Stream<Path> places() {
        Path user = Path.of(System.getProperty("user.home"));
        return Stream.concat(
                Stream.ofNullable(Jdk.running().home().getParent()),
                Stream.of(
                        Path.of("/usr/lib/jvm"),
                        Path.of("/opt"),
                        Path.of("/Library/Java/JavaVirtualMachines"),
                        user.resolve(".sdkman/candidates/java"),
                        user.resolve(".jdks")));
    }

    private static Stream<Path> childrenOf(Path place) {
        if (!Files.isReadable(place)) {
            return Stream.of();
        }
        try (Stream<Path> children = Files.list(place)) {
            return children.sorted().flatMap(home -> Stream.of(home, home.resolve("Contents/Home"))).toList().stream();
        } catch (IOException e) {
            return Stream.of();
        }
    }
}
