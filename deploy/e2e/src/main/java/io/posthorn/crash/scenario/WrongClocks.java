// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.scenario;

import io.posthorn.local.machine.Jdk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/** A Java home whose {@code java} gives single gateways another time of day. It is read at the start of a gateway. */
final class WrongClocks {

    private final Path folder;
    private final FakeTime faketime;

    private WrongClocks(Path folder, FakeTime faketime) {
        this.folder = folder;
        this.faketime = faketime;
    }

    static WrongClocks in(Path folder, FakeTime faketime) {
        String script = """
            #!/bin/sh
            for clock in "%1$s"/*.clock; do
              name=$(basename "$clock" .clock)
              case " $* " in
                *" --posthorn.gateway.id=$name "*) . "$clock" ;;
              esac
            done
            exec "%2$s/bin/java" "$@"
            """.formatted(folder, Jdk.running().home());
        try {
            Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
            Files.writeString(java, script);
            Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new WrongClocks(folder, faketime);
    }

    Path javaHome() {
        return folder;
    }

    void set(String gateway, Duration ahead) {
        try {
            Files.writeString(folder.resolve(gateway + ".clock"), faketime.exports(ahead) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
