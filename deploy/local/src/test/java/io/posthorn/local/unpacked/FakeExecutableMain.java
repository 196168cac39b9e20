// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.unpacked;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Stands in for an executable jar of Spring Boot: unpacks itself when it is asked to, and ends where a start would begin. */
final class FakeExecutableMain {

    static final String FAILS = "--fail";

    private FakeExecutableMain() {}

    public static void main(String[] args) throws Exception {
        List<String> arguments = List.of(args);
        Path jar = Path.of(System.getProperty("java.class.path"));
        if ("tools".equals(System.getProperty("jarmode"))) {
            Path destination = Path.of(arguments.get(arguments.indexOf("--destination") + 1));
            Files.copy(jar, destination.resolve(jar.getFileName()));
        } else if (!"onRefresh".equals(System.getProperty("spring.context.exit")) || arguments.contains(FAILS)) {
            System.exit(3);
        }
    }
}
