// SPDX-License-Identifier: Apache-2.0
package io.posthorn.testkit.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerChoiceTest {

    @Test
    void isContainersWhereDockerAnswers() {
        assertThat(ServerChoice.of(Optional.empty(), () -> true).sentence())
                .isEqualTo("Posthorn tests: Kafka and Cassandra run in containers (a Docker engine answers)");
    }

    @Test
    void isChildJvmsWhereNoneDoes() {
        assertThat(ServerChoice.of(Optional.of(""), () -> false).sentence())
                .isEqualTo("Posthorn tests: Kafka and Cassandra run as child JVMs (no Docker engine answers)");
    }

    @Test
    void isWhatIsAskedForWithoutAskingDocker() {
        assertThat(ServerChoice.of(Optional.of("jvms"), ServerChoiceTest::nobodyAsks)
                        .kind())
                .isEqualTo(ServerChoice.Kind.JVMS);
        assertThat(ServerChoice.of(Optional.of("Containers"), ServerChoiceTest::nobodyAsks)
                        .sentence())
                .endsWith("in containers (POSTHORN_TEST_SERVERS=Containers)");
    }

    @Test
    void isNothingElse() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerChoice.of(Optional.of("mocks"), ServerChoiceTest::nobodyAsks))
                .withMessage("POSTHORN_TEST_SERVERS=mocks: it must be containers or jvms");
    }

    private static boolean nobodyAsks() {
        throw new AssertionError("Docker was asked");
    }
}
