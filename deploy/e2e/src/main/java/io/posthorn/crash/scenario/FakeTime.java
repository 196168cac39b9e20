// SPDX-License-Identifier: Apache-2.0
package io.posthorn.crash.scenario;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** libfaketime: gives a process another time of day. Timers, which use the monotonic clock, go as ever. */
record FakeTime(Path library) {

    /** Names the library where it is in no usual place. */
    private static final String VARIABLE = "LIBFAKETIME";

    private static final List<String> USUAL = List.of(
            "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1",
            "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1",
            "/usr/lib64/faketime/libfaketime.so.1",
            "/usr/lib/faketime/libfaketime.so.1");

    static final String MISSING =
            "this machine has no libfaketime; install it, or name its libfaketime.so.1 in the variable " + VARIABLE;

    static Optional<FakeTime> ofThisMachine() {
        return Stream.concat(Optional.ofNullable(System.getenv(VARIABLE)).stream(), USUAL.stream())
                .map(Path::of)
                .filter(Files::isReadable)
                .findFirst()
                .map(FakeTime::new);
    }

    /** For a process and its children. */
    Map<String, String> environment(Duration ahead) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("LD_PRELOAD", library.toString());
        variables.put("FAKETIME", "%+ds".formatted(ahead.toSeconds()));
        variables.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        // Or else every timed wait of a JVM ends at once.
        variables.put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
        return variables;
    }

    /** The same for a shell. */
    String exports(Duration ahead) {
        return environment(ahead).entrySet().stream()
                .map(each -> "%s=\"%s\"".formatted(each.getKey(), each.getValue()))
                .collect(Collectors.joining(" ", "export ", ""));
    }
}
