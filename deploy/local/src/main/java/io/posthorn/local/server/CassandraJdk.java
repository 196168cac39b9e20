// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.server;

import io.posthorn.local.machine.CannotStart;
import io.posthorn.local.machine.InstalledJdks;
import io.posthorn.local.machine.Jdk;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which JDK runs Cassandra 5: it needs 17 or 21, because it installs a SecurityManager, which later ones do not have. */
public final class CassandraJdk {

    public static final String VARIABLE = "POSTHORN_CASSANDRA_JAVA_HOME";

    private static final Set<Integer> SUITABLE = Set.of(17, 21);

    private CassandraJdk() {}

    /** @throws CannotStart when there is none, with the next step */
    public static Jdk ofThisMachine() {
        Optional<Path> named = Optional.ofNullable(System.getenv(VARIABLE))
                .filter(home -> !home.isBlank())
                .map(Path::of);
        return named.map(home -> require(home, Jdk.at(home)))
                .orElseGet(() -> choose(Jdk.running(), InstalledJdks.find()));
    }

    /** The JDK that was asked for, or nothing else. */
    static Jdk require(Path home, Optional<Jdk> found) {
        return found.filter(CassandraJdk::suits)
                .orElseThrow(() -> new CannotStart(
                        "%s is %s, which is %s. Cassandra needs Java 17 or 21: set %s to the home of one."
                                .formatted(
                                        VARIABLE,
                                        home,
                                        found.map(jdk -> "Java " + jdk.feature())
                                                .orElse("no Java home"),
                                        VARIABLE)));
    }

    /** The running one where it suits, else the oldest that does: Cassandra knows it best. */
    static Jdk choose(Jdk running, List<Jdk> installed) {
        if (suits(running)) {
            return running;
        }
        return installed.stream()
                .filter(CassandraJdk::suits)
                .min(Comparator.comparingInt(Jdk::feature))
                .orElseThrow(() -> new CannotStart(
                        "Cassandra needs Java 17 or 21; this is Java %d (%s), and neither was found beside it or in /usr/lib/jvm. Install one, or set %s to its home."
                                .formatted(running.feature(), running.home(), VARIABLE)));
    }

    private static boolean suits(Jdk jdk) {
        return SUITABLE.contains(jdk.feature());
    }
}
