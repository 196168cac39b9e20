// SPDX-License-Identifier: Apache-2.0
package io.posthorn.testkit.servers;

import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** How the servers run, and why. */
record ServerChoice(Kind kind, String reason) {

    /** Overrides the choice. */
    static final String VARIABLE = "POSTHORN_TEST_SERVERS";

    enum Kind {
        CONTAINERS("in containers"),
        JVMS("as child JVMs");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /**
     * @param asked value of the variable
     * @param dockerAnswers asked only where nobody said what to take, because the question may take seconds
     */
    static ServerChoice of(Optional<String> asked, BooleanSupplier dockerAnswers) {
        return asked.filter(value -> !value.isBlank())
                .map(ServerChoice::asAsked)
                .orElseGet(() -> dockerAnswers.getAsBoolean()
                        ? new ServerChoice(Kind.CONTAINERS, "a Docker engine answers")
                        : new ServerChoice(Kind.JVMS, "no Docker engine answers"));
    }

    /** The line for the build's output. */
    String sentence() {
        return "Posthorn tests: Kafka and Cassandra run %s (%s)".formatted(kind.words, reason);
    }

    private static ServerChoice asAsked(String value) {
        String reason = VARIABLE + "=" + value;
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "containers" -> new ServerChoice(Kind.CONTAINERS, reason);
            case "jvms" -> new ServerChoice(Kind.JVMS, reason);
            default -> throw new IllegalArgumentException(reason + ": it must be containers or jvms");
        };
    }
}
