// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.posthorn.local.machine.CannotStart;
import io.posthorn.local.machine.Jdk;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CassandraJdkTest {

    private static final Jdk JAVA_11 = new Jdk(Path.of("/jvm/11"), 11);
    private static final Jdk JAVA_17 = new Jdk(Path.of("/jvm/17"), 17);
    private static final Jdk JAVA_21 = new Jdk(Path.of("/jvm/21"), 21);
    private static final Jdk JAVA_25 = new Jdk(Path.of("/jvm/25"), 25);

    @Test
    void isTheRunningOneWhereItSuits() {
        assertThat(CassandraJdk.choose(JAVA_21, List.of(JAVA_17))).isEqualTo(JAVA_21);
    }

    @Test
    void isAnotherOneWhereTheRunningDoesNotSuit() {
        assertThat(CassandraJdk.choose(JAVA_25, List.of(JAVA_11, JAVA_21, JAVA_17, JAVA_25)))
                .isEqualTo(JAVA_17);
    }

    @Test
    void isNamedByThePersonWhereNoneSuits() {
        assertThatThrownBy(() -> CassandraJdk.choose(JAVA_25, List.of(JAVA_11, JAVA_25)))
                .isInstanceOf(CannotStart.class)
                .hasMessage("Cassandra needs Java 17 or 21; this is Java 25 (/jvm/25), and neither was found beside it "
                        + "or in /usr/lib/jvm. Install one, or set POSTHORN_CASSANDRA_JAVA_HOME to its home.");
    }

    @Test
    void isTheNamedOneAndNothingElse() {
        assertThat(CassandraJdk.require(JAVA_21.home(), Optional.of(JAVA_21))).isEqualTo(JAVA_21);
        assertThatThrownBy(() -> CassandraJdk.require(JAVA_25.home(), Optional.of(JAVA_25)))
                .hasMessageStartingWith("POSTHORN_CASSANDRA_JAVA_HOME is /jvm/25, which is Java 25.");
        assertThatThrownBy(() -> CassandraJdk.require(Path.of("/tmp"), Optional.empty()))
                .hasMessageStartingWith("POSTHORN_CASSANDRA_JAVA_HOME is /tmp, which is no Java home.");
    }
}
