// SPDX-License-Identifier: Apache-2.0
package io.posthorn.local.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackFileIT {

    private static final long NO_PROCESS = Integer.MAX_VALUE;

    @TempDir
    Path work;

    @Test
    void leadsToTheStackThatRuns() {
        StackFile file = StackFile.in(work);
        RunningStack stack = stack(Owner.thisJvm());

        file.write(stack);

        assertThat(StackFile.in(work).require()).isEqualTo(stack);
        assertThat(stack.webSocket()).isEqualTo(URI.create("ws://localhost:8080/ws"));
    }

    @Test
    void doesNotLeadToAStackThatWasKilled() {
        StackFile file = StackFile.in(work);

        file.write(stack(new Owner(NO_PROCESS, Instant.now())));
        assertThat(file.find()).isEmpty();

        file.write(stack(new Owner(ProcessHandle.current().pid(), Instant.EPOCH)));
        assertThat(file.find()).isEmpty();
    }

    @Test
    void isGoneWithItsStack() {
        StackFile file = StackFile.in(work);
        file.write(stack(Owner.thisJvm()));

        file.delete();

        assertThat(file.find()).isEmpty();
        assertThat(work).isEmptyDirectory();
        assertThatThrownBy(file::require)
                .isInstanceOf(StackFailure.class)
                .hasMessageStartingWith("No local stack is running in " + work);
    }

    @Test
    void saysSoWhenItIsNotReadable() throws IOException {
        Files.writeString(work.resolve("stack.json"), "nonsense");

        assertThatThrownBy(() -> StackFile.in(work).find())
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("delete it");
    }

    private static RunningStack stack(Owner owner) {
        return new RunningStack(
                owner,
                "localhost:9092",
                "127.0.0.1:9042",
                URI.create("http://localhost:8083"),
                Map.of("gateway-1", URI.create("http://localhost:8080")),
                Map.of("gateway-1", 17L));
    }
}
