// SPDX-License-Identifier: Apache-2.0
package io.posthorn.bench.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TicketsIT {

    @TempDir
    Path folder;

    @Test
    void devices_are_spread_over_the_files() throws IOException {
        List<Path> files = new Tickets(new Tickets.Audience("user", 5, 2), user -> "token-of-" + user).write(folder, 2);

        assertThat(Files.readAllLines(files.get(0)))
                .containsExactly(
                        "user-1\tdevice-1\ttoken-of-user-1",
                        "user-2\tdevice-1\ttoken-of-user-2",
                        "user-3\tdevice-1\ttoken-of-user-3");
        assertThat(Files.readAllLines(files.get(1)))
                .containsExactly("user-1\tdevice-2\ttoken-of-user-1", "user-2\tdevice-2\ttoken-of-user-2");
    }

    @Test
    void only_their_owner_reads_tokens() throws IOException {
        Path file = new Tickets(new Tickets.Audience("user", 1, 1), user -> "t")
                .write(folder, 1)
                .get(0);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void an_issuer_that_refuses_ends_it() {
        Tickets refused = new Tickets(new Tickets.Audience("user", 3, 1), user -> {
            throw new IllegalArgumentException("no " + user);
        });

        assertThatThrownBy(() -> refused.write(folder, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
